package io.leakwatch.workbench.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.local.replay.FileSource;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.replay.LocalSink;
import io.leakwatch.local.replay.Span;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.Sources;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.traffic.worlds.World;
import io.leakwatch.traffic.worlds.WorldTraffic;
import io.leakwatch.traffic.worlds.Worlds;
import io.leakwatch.workbench.chaos.EndedTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job raises the very alerts that follow from the events: every revision in every field as
 * {@link PlainJob} works it out, which is not the job run once more.
 */
final class SameAsOracleTest {

  private static final JobOptions OPTIONS = JobOptions.defaults();

  /** As in every replay, see {@code EventTime.replayed}. */
  private static final Duration USUAL_STEP = Duration.ofSeconds(10);

  private static final int MOST_SHOWN = 40;

  @TempDir private Path folder;

  @Test
  void overOrdinaryTraffic() throws Exception {
    List<EndedTraffic.Keyed> events = traffic(31, Worlds.BASE);

    compare(events, USUAL_STEP);
  }

  /** Many things happen at once, many events come twice, and time goes on by hours. */
  @Test
  void whereTimesAreCoarse() throws Exception {
    List<EndedTraffic.Keyed> events = traffic(32, Worlds.of(World.WHOLE_SECONDS, World.DOUBLED));
    events.addAll(impossible(events));

    PlainDoor door = compare(events, Duration.ofHours(6));

    assertThat(door.duplicates()).isGreaterThan(5_000);
    assertThat(door.refused()).isEqualTo(2);
  }

  private static List<EndedTraffic.Keyed> traffic(long seed, Worlds worlds) {
    SimulationPlan plan = SimulationPlan.of(seed, 60_000).with(worlds.people());
    List<EndedTraffic.Keyed> all = new ArrayList<>();
    WorldTraffic traffic = WorldTraffic.of(plan, worlds);
    while (traffic.hasNext()) {
      SimulatedEvent event = traffic.next();
      all.add(new EndedTraffic.Keyed(EventKind.of(event.record()), event.key(), event.record()));
    }
    return all;
  }

  /** The first logins once more, by nobody and from nowhere. */
  private static List<EndedTraffic.Keyed> impossible(List<EndedTraffic.Keyed> events) {
    LoginEvent login =
        events.stream()
            .map(EndedTraffic.Keyed::event)
            .filter(LoginEvent.class::isInstance)
            .map(LoginEvent.class::cast)
            .findFirst()
            .orElseThrow();
    LoginEvent byNobody = LoginEvent.newBuilder(login).setAccountId("").build();
    LoginEvent fromNowhere = LoginEvent.newBuilder(login).setIp("nowhere").build();
    return List.of(
        new EndedTraffic.Keyed(EventKind.LOGIN, null, byNobody),
        new EndedTraffic.Keyed(EventKind.LOGIN, null, fromNowhere));
  }

  private PlainDoor compare(List<EndedTraffic.Keyed> events, Duration step) throws Exception {
    List<SpecificRecordBase> records = events.stream().map(EndedTraffic.Keyed::event).toList();
    PlainDoor door = PlainDoor.of(records, OPTIONS.lateness(), step);
    List<Alert> expected = PlainJob.revisions(door, OPTIONS.armed());
    AtomicInteger refused = new AtomicInteger();
    Collection<Alert> raised = run(EndedTraffic.write(events, folder), step, refused);

    List<String> differences = AlertDifferences.between(raised, expected);
    assertThat(differences.stream().limit(MOST_SHOWN).toList())
        .as("the first of %d differences", differences.size())
        .isEmpty();
    assertThat(refused).hasValue(door.refused());
    assertThat(expected.stream().map(Alert::getDetectorId).distinct())
        .as("detectors that raise alerts")
        .hasSizeGreaterThanOrEqualTo(Detectors.ALL.size() - 2)
        .isSubsetOf(Detectors.ALL.stream().map(DetectorType::id).toList());
    return door;
  }

  /** The job at a parallelism of two. */
  private Collection<Alert> run(List<Path> files, Duration step, AtomicInteger refused)
      throws Exception {
    Collection<Alert> raised = new ConcurrentLinkedQueue<>();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            2, LocalFlink.configuration(folder.resolve("flink"), 2));
    DetectionJob.define(
        env,
        sources(files, step),
        new Sinks(
            LocalSink.to(
                alert -> {
                  if (!alert.getDetectorId().equals(Gaps.ID)) {
                    raised.add(alert);
                  }
                }),
            LocalSink.to(letter -> refused.incrementAndGet())),
        OPTIONS);
    env.execute("replay");
    return raised;
  }

  private static Sources sources(List<Path> files, Duration step) {
    Sources usual = FileSource.of(files, Span.between(null, null), OPTIONS);
    if (step.equals(USUAL_STEP)) {
      return usual;
    }
    Sources.Named one = usual.all().get(0);
    return new Sources(
        List.of(
            new Sources.Named(
                one.name(),
                one.source(),
                CoarseTime.by(step, OPTIONS.lateness()),
                one.parallelism())));
  }
}
