package io.leakwatch.workbench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.workbench.Leakwatch;
import io.leakwatch.workbench.chaos.Disturbed.Trial;
import io.leakwatch.workbench.chaos.Schedule.Act;
import io.leakwatch.workbench.chaos.Schedule.Deed;
import io.leakwatch.workbench.cluster.JobJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Short schedules; {@code ./leakwatch chaos} has long ones. */
@TestInstance(Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to kill and stop with")
class ChaosTest {

  private static final Duration SPAN = Duration.ofSeconds(8);

  @TempDir private static Path folder;

  private Trial trial;
  private Disturbed disturbed;

  @BeforeAll
  void start() throws Exception {
    disturbed = new Disturbed(folder);
    List<EndedTraffic.Keyed> traffic =
        EndedTraffic.of(SimulationPlan.of(5, 15_000).lasting(Duration.ofHours(18)));
    trial = new Trial(traffic, Oracle.of(traffic, folder), SPAN);
    assertThat(trial.expected().alerts()).isGreaterThan(20);
  }

  @AfterAll
  void stop() {
    disturbed.close();
  }

  @Test
  void killedInTheMiddleAndWhileItCommits() throws Exception {
    isCleanThrough("killed", Deed.KILL_RUN, Deed.KILL_RUN_AT_COMMIT);
  }

  @Test
  void endedInOrderAndKilled() throws Exception {
    isCleanThrough("ended", Deed.END_RUN, Deed.KILL_RUN, Deed.END_RUN);
  }

  @Test
  void theBrokerIsKilledAndTheJobStandsStill() throws Exception {
    isCleanThrough("broker", Deed.KILL_BROKER, Deed.FREEZE_RUN, Deed.FILL_DISK);
  }

  @Test
  void aClusterIsRescaledAndItsTaskManagersAndJobManagerAreKilled() throws Exception {
    Path jar = JobJar.current();
    Duration away = Duration.ofMillis(500);
    Schedule schedule =
        new Schedule(
            List.of(
                new Act(0.2, Deed.KILL_TASK_MANAGER, away),
                new Act(0.4, Deed.RESCALE, away),
                new Act(0.5, Deed.KILL_JOB_MANAGER, away),
                new Act(0.8, Deed.KILL_TASK_MANAGER_AT_COMMIT, away.plusMillis(1))));

    isClean(
        disturbed.through(
            "cluster",
            (name, config) ->
                new ClusterTarget(
                    folder.resolve(name), jar, config, disturbed.checkpoints(name), List.of("")),
            schedule,
            trial,
            words -> {}));
  }

  @Test
  void aClusterIsUpgradedAndCancelledAndResumed() throws Exception {
    Path jar = JobJar.current();
    List<String> added = List.of("dm-metadata-siphon", "mass-scraping", "spam-calls");
    List<String> removed =
        List.of("call-ip-harvesting", "public-object-exposure", "retention-violation");
    String changed = "contact-probing";
    Set<String> all = new HashSet<>(added);
    all.addAll(removed);
    all.add(changed);
    Revisions read = new Revisions();

    isClean(
        disturbed.through(
            "upgraded",
            (name, config) ->
                new ClusterTarget(
                    folder.resolve(name),
                    jar,
                    config,
                    disturbed.checkpoints(name),
                    List.of(
                        without(added),
                        without(removed) + "detectors.contact-probing.min-numbers: 160\n")),
            new Schedule(
                List.of(
                    new Act(0.4, Deed.UPGRADE, Duration.ZERO),
                    new Act(0.7, Deed.CANCEL, Duration.ZERO))),
            new Trial(trial.events(), Oracle.of(trial.events(), folder, new Revisions(all)), SPAN),
            words -> {},
            read));

    Revisions always = trial.expected();
    assertThat(count(added, read)).isPositive().isLessThan(count(added, always));
    assertThat(count(removed, read)).isPositive().isLessThan(count(removed, always));
    assertThat(read.alertsOf(changed)).isPositive();
  }

  private static String without(List<String> detectors) {
    return detectors.stream()
        .map("detectors.%s.enabled: false\n"::formatted)
        .collect(Collectors.joining());
  }

  private static int count(List<String> detectors, Revisions alerts) {
    return detectors.stream().mapToInt(alerts::alertsOf).sum();
  }

  private void isCleanThrough(String name, Deed... deeds) throws Exception {
    isClean(
        disturbed.through(
            name,
            (schedule, config) -> new RunTarget(Leakwatch.class, folder, schedule, config),
            Schedule.of(name.hashCode(), List.of(deeds)),
            trial,
            words -> {}));
  }

  private static void isClean(Outcome outcome) {
    assertThat(outcome.lost()).as("lost").isEmpty();
    assertThat(outcome.invented()).as("invented").isEmpty();
    assertThat(outcome.doubled()).as("doubled").isEmpty();
  }
}
