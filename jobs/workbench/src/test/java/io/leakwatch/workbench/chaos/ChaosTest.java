package io.leakwatch.workbench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.workbench.Leakwatch;
import io.leakwatch.workbench.chaos.Schedule.Deed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private List<EndedTraffic.Keyed> traffic;
  private Revisions expected;
  private Disturbed disturbed;

  @BeforeAll
  void start() throws Exception {
    disturbed = new Disturbed(Leakwatch.class, folder);
    traffic = EndedTraffic.of(SimulationPlan.of(5, 15_000).lasting(Duration.ofHours(18)));
    expected = Oracle.of(traffic, folder);
    assertThat(expected.alerts()).isGreaterThan(20);
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

  private void isCleanThrough(String name, Deed... deeds) throws Exception {
    Outcome outcome =
        disturbed.through(
            name,
            Schedule.of(name.hashCode(), List.of(deeds)),
            traffic,
            expected,
            SPAN,
            words -> {});

    assertThat(outcome.lost()).as("lost").isEmpty();
    assertThat(outcome.invented()).as("invented").isEmpty();
    assertThat(outcome.doubled()).as("doubled").isEmpty();
  }
}
