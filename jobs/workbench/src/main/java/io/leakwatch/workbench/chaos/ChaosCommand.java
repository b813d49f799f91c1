package io.leakwatch.workbench.chaos;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.workbench.chaos.Disturbed.Trial;
import io.leakwatch.workbench.chaos.Schedule.Deed;
import io.leakwatch.workbench.chaos.Schedule.On;
import io.leakwatch.workbench.cluster.ClusterJob;
import io.leakwatch.workbench.terminal.CheckoutMixin;
import io.leakwatch.workbench.terminal.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch chaos}: whether alerts survive what happens to machines. */
@Command(
    name = "chaos",
    description = {
      "Proves that no alert is lost, invented or written twice, whatever happens to the processes."
          + " It runs a broker and the job, publishes traffic with attacks, and meanwhile kills,"
          + " stops and restarts the processes as a schedule says. Then it compares every revision"
          + " of every alert that can be read with those of an undisturbed run.",
      "The job is './leakwatch run' in a process. With --on cluster it is the job's jar on a Flink"
          + " of several processes: ZooKeeper, a job manager, two task managers.",
      "Takes a minute or two for each schedule. Needs a system with signals, such as Linux.",
      "Exit status 1 if anything was lost, invented or written twice."
    })
public final class ChaosCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private CheckoutMixin checkout;

  /** An upgrade goes from one to the next. In a day neither of the two detectors finds anything. */
  private static final List<String> VERSIONS =
      List.of(
          "detectors.scheduled-export.enabled: false\n",
          "detectors.excessive-app-access.enabled: false\n");

  @Option(
      names = "--on",
      paramLabel = "TARGET",
      defaultValue = "run",
      description = "Who is disturbed beside the broker: run or cluster (default: run).")
  private On on;

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
      description =
          "Do only these: ${COMPLETION-CANDIDATES} (default: all that can be done to the target).")
  private List<Deed> only;

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

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Keep what the processes wrote and said in this folder, which must not be there.")
  private Path keep;

  @Override
  public Integer call() throws Exception {
    if (keep != null) {
      Files.createDirectory(keep);
      return run(keep.toAbsolutePath());
    }
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
    List<Deed> kinds = kinds();
    say(
        "looking what an undisturbed run raises: a day of traffic, seed %d, %,d events",
        seed, events);
    List<EndedTraffic.Keyed> traffic =
        EndedTraffic.of(SimulationPlan.of(seed, events).lasting(Duration.ofDays(1)));
    Revisions expected = Oracle.of(traffic, folder);
    say("%,d revisions of %,d alerts", expected.size(), expected.alerts());
    Trial trial = new Trial(traffic, expected, Duration.ofSeconds(seconds));
    List<Outcome> outcomes = new ArrayList<>();
    TextTable table =
        new TextTable("schedule", "deeds", "gave up", "lost", "invented", "doubled", "largest gap")
            .right(1, 2, 3, 4, 5, 6);
    try (Disturbed disturbed = new Disturbed(folder)) {
      for (int i = 0; i < schedules; i++) {
        String name = "seed-" + (seed + i);
        say("schedule %d of %d, %s", i + 1, schedules, name);
        Outcome outcome =
            disturbed.through(
                name,
                kind(disturbed, folder),
                Schedule.anyhow(seed + i, deeds, kinds),
                trial,
                words -> say("  %s", words));
        outcomes.add(outcome);
        say(
            "  lost %d, invented %d, doubled %d",
            outcome.lost().size(), outcome.invented().size(), outcome.doubled().size());
        table.row(cells(name, outcome));
      }
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    outcomes.forEach(each -> each.faults().forEach(spec.commandLine().getOut()::println));
    spec.commandLine().getOut().flush();
    return outcomes.stream().allMatch(Outcome::isClean) ? 0 : 1;
  }

  private List<Deed> kinds() {
    if (only == null) {
      return Deed.of(on);
    }
    for (Deed deed : only) {
      if (!deed.isDoneTo(on)) {
        throw new ParameterException(
            spec.commandLine(),
            "--only: %s cannot be done to %s; what can: %s"
                .formatted(
                    deed,
                    on,
                    Deed.of(on).stream().map(Deed::toString).collect(Collectors.joining(", "))));
      }
    }
    return only;
  }

  private Target.Kind kind(Disturbed disturbed, Path folder) {
    if (on == On.RUN) {
      return (name, config) ->
          new RunTarget(spec.root().userObject().getClass(), folder, name, config);
    }
    Path jar =
        ClusterJob.detection(checkout.root())
            .orElseThrow(
                () ->
                    new CommandFault(
                        "no jar of the job for a cluster; make it: mvn -DskipTests package"));
    return (name, config) ->
        new ClusterTarget(
            folder.resolve("cluster-" + name), jar, config, disturbed.checkpoints(name), VERSIONS);
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
