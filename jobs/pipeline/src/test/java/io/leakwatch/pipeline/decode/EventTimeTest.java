package io.leakwatch.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class EventTimeTest {

  static {
    TrustedSchemas.trust();
  }

  private static final long T = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;
  private static final JobOptions OPTIONS =
      JobOptions.defaults()
          .with(JobOptions.DISORDER, Duration.ofMillis(250))
          .with(JobOptions.LATENESS, Duration.ofMinutes(10));

  private final ManualClock clock = new ManualClock();
  private final Marks marks = new Marks();

  private static final class Marks implements WatermarkOutput {
    private final List<Long> emitted = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark mark) {
      emitted.add(mark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }

  private WatermarkGenerator<Arrival> generator(WatermarkStrategy<Arrival> strategy) {
    return strategy.createWatermarkGenerator(
        new WatermarkGeneratorSupplier.Context() {
          @Override
          public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
          }

          @Override
          public RelativeClock getInputActivityClock() {
            return clock;
          }
        });
  }

  private static Arrival event(long at) {
    LoginEvent login =
        LoginEvent.newBuilder()
            .setEventId("e")
            .setOccurredAt(Instant.ofEpochMilli(at))
            .setAction(LoginAction.LOGIN)
            .setOutcome(LoginOutcome.SUCCESS)
            .setAccountId("ada")
            .build();
    return new Arrival.Unchecked(new Arrival.Origin("t", 0, 0, at), login, null, null);
  }

  private static Arrival refused(long at) {
    return Arrival.refused(
        new Arrival.Origin("t", 0, 0, at), DeadLetterReason.UNDECODABLE, "no event", null, null);
  }

  private void feed(WatermarkGenerator<Arrival> generator, Arrival arrival) {
    generator.onEvent(arrival, arrival.at(), marks);
  }

  @Test
  void aLiveWatermarkFollowsTheNewestEventAndNoRefusedRecord() {
    WatermarkGenerator<Arrival> live =
        generator(EventTime.live(OPTIONS.disorder(), OPTIONS.idleAfter(), OPTIONS.maxDrift()));
    feed(live, event(T));
    feed(live, refused(T + 3_600_000));
    feed(live, event(T - 1000));

    live.onPeriodicEmit(marks);

    assertThat(marks.emitted).containsExactly(T - 251);
  }

  @Test
  void aLiveWatermarkReachesTheNewestEventOnceItIsQuiet() {
    WatermarkGenerator<Arrival> live =
        generator(EventTime.live(OPTIONS.disorder(), OPTIONS.idleAfter(), OPTIONS.maxDrift()));
    feed(live, event(T));
    live.onPeriodicEmit(marks);
    clock.advanceTime(Duration.ofMillis(249));
    live.onPeriodicEmit(marks);
    clock.advanceTime(Duration.ofMillis(1));
    live.onPeriodicEmit(marks);

    assertThat(marks.emitted).containsExactly(T - 251, T - 251, T);
  }

  private WatermarkGenerator<Arrival> liveAt(long now) {
    return generator(
        EventTime.live(
            OPTIONS.disorder(),
            OPTIONS.idleAfter(),
            OPTIONS.maxDrift(),
            Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC)));
  }

  private void tickAfter(WatermarkGenerator<Arrival> generator, Duration wait) {
    clock.advanceTime(wait);
    generator.onPeriodicEmit(marks);
  }

  @Test
  void thePartitionThatIsBackFirstAfterAnOutageDoesNotRunAwayFromTheOthers() {
    WatermarkGenerator<Arrival> first = liveAt(T + 30 * HOUR);
    feed(first, event(T));
    first.onPeriodicEmit(marks);
    tickAfter(first, OPTIONS.idleAfter());
    marks.emitted.clear();

    feed(first, event(T + 20 * HOUR));
    feed(first, event(T + 24 * HOUR));
    tickAfter(first, Duration.ZERO);
    tickAfter(first, Duration.ofMillis(2_999));
    assertThat(marks.emitted).containsOnly(T + 20 * HOUR - 251);

    tickAfter(first, Duration.ofMillis(1));
    assertThat(marks.emitted).endsWith(T + 24 * HOUR);
  }

  @Test
  void afterAQuietNightALiveEventWaitsForNobody() {
    WatermarkGenerator<Arrival> live = liveAt(T + 8 * HOUR);
    feed(live, event(T));
    live.onPeriodicEmit(marks);
    tickAfter(live, Duration.ofHours(8));

    feed(live, event(T + 8 * HOUR));
    tickAfter(live, Duration.ZERO);

    assertThat(marks.emitted).endsWith(T + 8 * HOUR - 251);
  }

  @Test
  void aPartitionThatWasQuietForLessThanIdleWaitsForNobody() {
    WatermarkGenerator<Arrival> live = liveAt(T + 30 * HOUR);
    feed(live, event(T));
    live.onPeriodicEmit(marks);
    clock.advanceTime(OPTIONS.idleAfter().minusMillis(1));

    feed(live, event(T + HOUR));
    tickAfter(live, Duration.ZERO);

    assertThat(marks.emitted).endsWith(T + HOUR - 251);
  }

  @Test
  void aReplayedWatermarkHangsOnEventsAloneAndStaysBehindByTheLateness() {
    WatermarkGenerator<Arrival> replayed = generator(EventTime.replayed(OPTIONS.lateness()));
    feed(replayed, refused(T + 3_600_000));
    feed(replayed, event(T));
    feed(replayed, event(T + 9_999));
    replayed.onPeriodicEmit(marks);
    feed(replayed, event(T + 10_000));

    assertThat(marks.emitted).containsExactly(T - 600_001, T - 590_001);
  }
}
