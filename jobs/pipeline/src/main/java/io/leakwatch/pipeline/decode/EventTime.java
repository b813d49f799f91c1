package io.leakwatch.pipeline.decode;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/** How far time has come in a partition or a file. Refused records never move it. */
public final class EventTime {

  /** Alignment looks at the watermarks this often, in milliseconds. */
  private static final long ALIGNMENT_INTERVAL_MILLIS = 100;

  private EventTime() {}

  /**
   * For partitions of live topics: behind the newest event by the allowed disorder, and up to it
   * once nothing has come for as long.
   *
   * @param idleAfter a partition without events for so long no longer holds the others back
   * @param maxDrift how far, in event time, one partition may be read ahead of the slowest
   */
  public static WatermarkStrategy<Arrival> live(
      Duration disorder, Duration idleAfter, Duration maxDrift) {
    long disorderMillis = disorder.toMillis();
    return WatermarkStrategy.<Arrival>forGenerator(
            context -> new Live(disorderMillis, context.getInputActivityClock()))
        .withTimestampAssigner((arrival, recordTimestamp) -> arrival.at())
        .withIdleness(idleAfter)
        .withWatermarkAlignment("events", maxDrift, Duration.ofMillis(ALIGNMENT_INTERVAL_MILLIS));
  }

  /**
   * For files: behind the newest event by the allowed lateness, since nobody waits, and at places
   * that the events alone decide, so that every run is the same.
   */
  public static WatermarkStrategy<Arrival> replayed(Duration lateness) {
    long latenessMillis = lateness.toMillis();
    return WatermarkStrategy.<Arrival>forGenerator(context -> new Replayed(latenessMillis))
        .withTimestampAssigner((arrival, recordTimestamp) -> arrival.at());
  }

  private static final class Live implements WatermarkGenerator<Arrival> {

    private final long disorderMillis;
    private final RelativeClock clock;
    private long newest = Long.MIN_VALUE;
    private long newestAtTick = Long.MIN_VALUE;
    private long quietSince;

    Live(long disorderMillis, RelativeClock clock) {
      this.disorderMillis = disorderMillis;
      this.clock = clock;
    }

    @Override
    public void onEvent(Arrival arrival, long at, WatermarkOutput output) {
      if (!(arrival instanceof Arrival.Refused)) {
        newest = Math.max(newest, at);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (newest == Long.MIN_VALUE) {
        return;
      }
      long now = clock.relativeTimeMillis();
      if (newest != newestAtTick) {
        newestAtTick = newest;
        quietSince = now;
      }
      boolean isQuiet = now - quietSince >= Math.max(disorderMillis, ALIGNMENT_INTERVAL_MILLIS);
      output.emitWatermark(new Watermark(isQuiet ? newest : newest - disorderMillis - 1));
    }
  }

  private static final class Replayed implements WatermarkGenerator<Arrival> {

    /** A watermark every so many milliseconds of event time is enough where nobody waits. */
    private static final long STEP_MILLIS = 10_000;

    private final long latenessMillis;
    private long newest = Long.MIN_VALUE;
    private long next = Long.MIN_VALUE;

    Replayed(long latenessMillis) {
      this.latenessMillis = latenessMillis;
    }

    @Override
    public void onEvent(Arrival arrival, long at, WatermarkOutput output) {
      if (arrival instanceof Arrival.Refused || at <= newest) {
        return;
      }
      newest = at;
      if (newest >= next) {
        output.emitWatermark(new Watermark(newest - latenessMillis - 1));
        next = newest + STEP_MILLIS;
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // Never by the wall clock.
    }
  }
}
