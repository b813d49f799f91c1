package io.leakwatch.workbench.chaos;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.Folders;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.workbench.terminal.TextTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch chaos}: whether alerts survive what happens to machines. */
@Command(
    name = "chaos",
    description = {
      "Proves that no alert is lost, invented or written twice, whatever happens to the processes."
          + " It runs a broker and './leakwatch run', each in a process, publishes traffic with"
          + " attacks, and meanwhile kills, stops and restarts both as a schedule says. Then it"
          + " compares every revision of every alert that can be read with those of an undisturbed"
          + " run.",
      "Takes about a minute for each schedule. Needs a system with signals, such as Linux.",
      "Exit status 1 if anything was lost, invented or written twice."
    })
public final class ChaosCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--schedules",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many schedules, one after the other (default: ${DEFAULT-VALUE}).")
  private int schedules;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the first schedule and of the traffic; the next has S+1, and so on.")
  private long seed;

  @Option(
      names = "--deeds",
      paramLabel = "N",
      defaultValue = "6",
      description = "What is done in each schedule, so many times (default: ${DEFAULT-VALUE}).")
  private int deeds;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "DEED",
      description = "Do only these: ${COMPLETION-CANDIDATES} (default: all).")
  private List<Schedule.Deed> only = List.of(Schedule.Deed.values());

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "60000",
      description = "Events of the traffic (default: ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "45",
      description = "How long each schedule takes to publish them (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    Path folder = Folders.temporary("leakwatch-chaos-");
    Thread remover = AtExit.does("chaos-folder", () -> Folders.delete(folder));
    try {
      return run(folder);
    } finally {
      AtExit.forget(remover);
      Folders.delete(folder);
    }
  }

  private int run(Path folder) throws Exception {
    say(
        "looking what an undisturbed run raises: a day of traffic, seed %d, %,d events",
        seed, events);
    List<EndedTraffic.Keyed> traffic =
        EndedTraffic.of(SimulationPlan.of(seed, events).lasting(Duration.ofDays(1)));
    Revisions expected = Oracle.of(traffic, folder);
    say("%,d revisions of %,d alerts", expected.size(), expected.alerts());
    List<Outcome> outcomes = new ArrayList<>();
    TextTable table =
        new TextTable("schedule", "deeds", "gave up", "lost", "invented", "doubled", "largest gap")
            .right(1, 2, 3, 4, 5, 6);
    try (Disturbed disturbed = new Disturbed(spec.root().userObject().getClass(), folder)) {
      if (!disturbed.hasDisk()) {
        say("no disk is filled up: only root may mount one");
      }
      for (int i = 0; i < schedules; i++) {
        String name = "seed-" + (seed + i);
        say("schedule %d of %d, %s", i + 1, schedules, name);
        Outcome outcome =
            disturbed.through(
                name,
                Schedule.anyhow(seed + i, deeds, only),
                traffic,
                expected,
                Duration.ofSeconds(seconds),
                words -> say("  %s", words));
        outcomes.add(outcome);
        table.row(cells(name, outcome));
      }
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    outcomes.forEach(each -> each.faults().forEach(spec.commandLine().getOut()::println));
    spec.commandLine().getOut().flush();
    return outcomes.stream().allMatch(Outcome::isClean) ? 0 : 1;
  }

  private static String[] cells(String name, Outcome outcome) {
    return new String[] {
      name,
      Integer.toString(outcome.deeds()),
      Integer.toString(outcome.endedByItself()),
      Integer.toString(outcome.lost().size()),
      Integer.toString(outcome.invented().size()),
      Integer.toString(outcome.doubled().size()),
      String.format(Locale.ROOT, "%.1f s", outcome.largestGap().toMillis() / 1000.0)
    };
  }

  private void say(String format, Object... values) {
    spec.commandLine().getErr().println(String.format(Locale.ROOT, format, values));
    spec.commandLine().getErr().flush();
  }
}
