package io.leakwatch.pipeline.admit;

import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Lets time go on after a restart when no event comes. Flink does not keep how far time had gone:
 * partitions that say nothing after a restart have no time at all, and what waits for its time
 * would wait for the next event. So where a subtask has heard nothing for a while, time goes to the
 * newest event that an earlier run has read, as it would have without the restart.
 */
final class RestoredTime {

  /**
   * Long enough for consumers to connect, and to fetch what has come meanwhile: it must be read
   * before time goes on.
   */
  static final long PATIENCE_MILLIS = 30_000;

  private final long reached;
  private final ThrowingConsumer<Watermark, Exception> then;
  private boolean isOver;
  private boolean isIdle;
  private boolean hasWaited;

  /**
   * @param reached the newest event that an earlier run has read, epoch milliseconds; {@code
   *     Long.MIN_VALUE} for none
   * @param then is told when time goes on
   */
  RestoredTime(long reached, ThrowingConsumer<Watermark, Exception> then) {
    this.reached = reached;
    this.then = then;
    isOver = reached == Long.MIN_VALUE;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what it throws fails the task
  void startWaiting(ProcessingTimeService wall) {
    if (!isOver) {
      wall.registerTimer(
          wall.getCurrentProcessingTime() + PATIENCE_MILLIS,
          at -> {
            hasWaited = true;
            goOn();
          });
    }
  }

  /** The partitions say themselves what time it is. */
  void heardOfTime() {
    isOver = true;
  }

  void become(WatermarkStatus status) throws Exception {
    isIdle = status.isIdle();
    goOn();
  }

  /** Partitions that are not idle are held back, or about to be read. */
  private void goOn() throws Exception {
    if (isOver || !hasWaited || !isIdle) {
      return;
    }
    isOver = true;
    then.accept(new Watermark(reached));
  }
}
