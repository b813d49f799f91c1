package io.leakwatch.workbench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import io.leakwatch.workbench.Leakwatch;
import io.leakwatch.workbench.chaos.Schedule.Act;
import io.leakwatch.workbench.chaos.Schedule.Deed;
import io.leakwatch.workbench.chaos.Schedule.On;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {

  @Test
  void theCommandTakesDeedsAsItsHelpWritesThem() {
    String all = Arrays.stream(Deed.values()).map(Deed::toString).collect(Collectors.joining(","));

    var chaos =
        Leakwatch.commandLine().parseArgs("chaos", "--on", "cluster", "--only", all).subcommand();

    assertThat(chaos.matchedOptionValue("--on", On.RUN)).isEqualTo(On.CLUSTER);
    assertThat(chaos.matchedOptionValue("--only", List.<Deed>of())).containsExactly(Deed.values());
  }

  @Test
  void whatCannotBeDoneToTheTargetIsRefusedInWords() {
    CommandRun run = CommandRun.of("chaos", "--on", "cluster", "--only", "rescale,fill-disk");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("fill-disk cannot be done to cluster", "kill-job-manager", "kill-broker")
        .doesNotContain("kill-run");
  }

  @ParameterizedTest
  @EnumSource(
      value = On.class,
      names = {"RUN", "CLUSTER"})
  void aSeedSaysAllThatIsDone(On target) {
    Schedule schedule = Schedule.anyhow(7, 50, Deed.of(target));

    assertThat(schedule).isEqualTo(Schedule.anyhow(7, 50, Deed.of(target)));
    assertThat(schedule.acts())
        .hasSize(50)
        .allMatch(act -> act.deed().isDoneTo(target))
        .extracting(Act::at)
        .isSorted();
    assertThat(schedule.acts()).extracting(act -> act.oneOf(2)).contains(0, 1);
  }
}
