package io.leakwatch.pipeline.decode;

import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.clock.RelativeClock;

/**
 * How far time has come in a partition or a file. Refused records never move it, and suspects only
 * once they are believed.
 */
public final class EventTime {

  /** Alignment looks at the watermarks this often, in milliseconds. */
  private static final long ALIGNMENT_INTERVAL_MILLIS = 100;

  /**
   * After an outage of the brokers partitions come back one by one: consumers try to connect again
   * every 1.2 s at most, look for leaders every 1.2 s, and a fetch may wait for 0.5 s.
   */
  private static final long ALL_ARE_BACK_AFTER_MILLIS = 3000;

  /** A partition of which little was read is judged by that little after a second. */
  private static final long PATIENCE_AT_START_MILLIS = 1000;

  private EventTime() {}

  /**
   * For partitions of live topics: behind the newest event by the allowed disorder, and up to it
   * once nothing has come for as long.
   *
   * <p>What is idle holds nobody back. But after an outage all are idle, and the first partition
   * that comes back may not run away from the others. So where one goes on with events of the past,
   * its time stands for a moment: until the others have come back, and hold it back themselves.
   *
   * @param idleAfter a partition without events for so long no longer holds the others back
   * @param maxDrift how far, in event time, one partition may be read ahead of the slowest
   */
  public static WatermarkStrategy<Arrival> live(
      Duration disorder, Duration idleAfter, Duration maxDrift) {
    return live(disorder, idleAfter, maxDrift, Clock.systemUTC());
  }

  /**
   * @param wall says what is past
   */
  static WatermarkStrategy<Arrival> live(
      Duration disorder, Duration idleAfter, Duration maxDrift, Clock wall) {
    long disorderMillis = disorder.toMillis();
    return WatermarkStrategy.<Arrival>forGenerator(
            context ->
                new Live(
                    disorderMillis, idleAfter.toMillis(), context.getInputActivityClock(), wall))
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
    private final long idleAfterMillis;
    private final long patienceMillis;
    private final RelativeClock clock;
    private final Clock wall;
    private PartitionTime partition = new PartitionTime(0);
    private long newestAtTick = Long.MIN_VALUE;
    private long quietSince;
    private long standsAt;
    private long standsUntil = Long.MIN_VALUE;

    /** A partition that is idle is no longer asked, so its suspects are judged before that. */
    Live(long disorderMillis, long idleAfterMillis, RelativeClock clock, Clock wall) {
      this.wall = wall;
      this.disorderMillis = disorderMillis;
      this.idleAfterMillis = idleAfterMillis;
      this.patienceMillis = idleAfterMillis / 2;
      this.clock = clock;
    }

    @Override
    public void onEvent(Arrival arrival, long at, WatermarkOutput output) {
      PartitionTime time = arrival.origin().time();
      if (time == null) {
        trust(arrival);
      } else if (time != partition) {
        partition = time;
        time.measureBy(clock::relativeTimeMillis);
      }
    }

    private void trust(Arrival arrival) {
      if (!(arrival instanceof Arrival.Refused)) {
        partition.trust(arrival.at());
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      partition.decideAfter(patienceMillis, Math.min(patienceMillis, PATIENCE_AT_START_MILLIS));
      long newest = partition.newest();
      long oldest = partition.takeOldestFresh();
      if (newest == Long.MIN_VALUE) {
        return;
      }
      long now = clock.relativeTimeMillis();
      if (newest != newestAtTick) {
        if (isBackWithThePast(newest, now)) {
          standsAt = Math.max(newestAtTick, oldest - disorderMillis - 1);
          standsUntil = now + ALL_ARE_BACK_AFTER_MILLIS;
        }
        newestAtTick = newest;
        quietSince = now;
      }
      output.emitWatermark(new Watermark(now < standsUntil ? standsAt : reached(now)));
    }

    private boolean isBackWithThePast(long newest, long now) {
      return newestAtTick != Long.MIN_VALUE
          && now - quietSince >= idleAfterMillis
          && newest < wall.millis() - idleAfterMillis;
    }

    private long reached(long now) {
      boolean isQuiet = now - quietSince >= Math.max(disorderMillis, ALIGNMENT_INTERVAL_MILLIS);
      return isQuiet ? newestAtTick : newestAtTick - disorderMillis - 1;
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
