package io.leakwatch.workbench.oracle;

import io.leakwatch.pipeline.decode.Arrival;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Time that goes on in long steps, as for a job that catches up. */
final class CoarseTime implements WatermarkGenerator<Arrival> {

  private final long stepMillis;
  private final long latenessMillis;
  private long moved = Long.MIN_VALUE;

  private CoarseTime(long stepMillis, long latenessMillis) {
    this.stepMillis = stepMillis;
    this.latenessMillis = latenessMillis;
  }

  /**
   * A watermark, so far behind the newest event as lateness says, every so often.
   *
   * @param step between two watermarks, in event time
   */
  static WatermarkStrategy<Arrival> by(Duration step, Duration lateness) {
    long stepMillis = step.toMillis();
    long latenessMillis = lateness.toMillis();
    return WatermarkStrategy.<Arrival>forGenerator(
            context -> new CoarseTime(stepMillis, latenessMillis))
        .withTimestampAssigner((arrival, recordTimestamp) -> arrival.at());
  }

  @Override
  public void onEvent(Arrival arrival, long at, WatermarkOutput output) {
    if (moved == Long.MIN_VALUE || at >= moved + stepMillis) {
      moved = at;
      output.emitWatermark(new Watermark(at - latenessMillis - 1));
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Never by the wall clock.
  }
}
