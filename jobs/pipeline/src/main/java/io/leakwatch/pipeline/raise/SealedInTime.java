package io.leakwatch.pipeline.raise;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Hands alerts on to transactions, and makes the job begin again at its last checkpoint before one
 * of them is given up unsealed. Checkpoints may fail for a while, of a full disk say; the
 * transactions of all that time are sealed with the next that succeeds. One that Kafka has given up
 * by then is lost, and only a log line of the sink says so. From the last checkpoint on all is read
 * again, so nothing is lost.
 */
final class SealedInTime<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {

  private final long limitNanos;
  private final SerializableSupplier<LongSupplier> clock;

  private transient LongSupplier nanos;
  private transient long sealedAt;

  /**
   * @param limit how long after the last completed checkpoint a transaction may still be sealed
   * @param clock gives the clock of each task, in nanoseconds of any origin
   */
  SealedInTime(Duration limit, SerializableSupplier<LongSupplier> clock) {
    this.limitNanos = limit.toNanos();
    this.clock = clock;
  }

  @Override
  public void open() throws Exception {
    super.open();
    nanos = clock.get();
    sealedAt = nanos.getAsLong();
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    sealedAt = nanos.getAsLong();
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    check();
    output.collect(element);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    check();
    super.processWatermark(mark);
  }

  private void check() {
    if (nanos.getAsLong() - sealedAt > limitNanos) {
      throw new IllegalStateException(
          ("no checkpoint was completed for %d s, and Kafka is about to give up the alerts written"
                  + " since; the job begins again at its last checkpoint, and nothing is lost. See why"
                  + " checkpoints fail: a full disk, a place that cannot be reached, a slow task")
              .formatted(Duration.ofNanos(limitNanos).toSeconds()));
    }
  }
}
