package io.leakwatch.workbench.demo;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.LineWidth;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.workbench.terminal.JobConfigMixin;
import io.leakwatch.workbench.terminal.SpanConverter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch demo}: everything at once, in one process, to look at. */
@Command(
    name = "demo",
    description = {
      "Starts a Kafka broker, simulated traffic with attacks in it, and the detection job, all in"
          + " this process, and shows the alerts as they come. Nothing needs to be set up.",
      "Plays eight hours of event time, ending now, within the duration. A line is shown for an"
          + " alert that is new or has become graver; where many come at once, for the gravest,"
          + " and one line says how many more there are. Press Ctrl-C to end it earlier.",
      "Prints the address of a page on which the alerts are shown as they come, and can be worked on."
          + " It stays open when all is over, until Ctrl-C.",
      "At the end it says which attacks were found and which alerts were false, and how to go on."
          + " All alerts lie in a folder then, with the labels of the attacks beside them:"
          + " alerts.jsonl, labels.jsonl, summary.json, as 'replay' and 'generate' write them."
    })
public final class DemoCommand implements Callable<Integer> {

  /** Who stops it waits for no more than five seconds, of which the rest is for the files. */
  private static final Duration TO_END = Duration.ofSeconds(3);

  private final Clock clock;
  private final DemoConsole console;

  @Spec private CommandSpec spec;
  @Mixin private JobConfigMixin config;

  @Option(
      names = "--duration",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      defaultValue = "2m",
      description =
          "How long events are published, such as 30s or 2m, up to 8h (default:"
              + " ${DEFAULT-VALUE}). The shorter, the faster the events' own clock runs.")
  private Duration duration;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Events a second, up to 100000 (default: ${DEFAULT-VALUE}). More events: more people and"
              + " more attacks.")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Seed of the traffic; another seed gives other people and attacks (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Folder for the alerts; it is created if it is missing (default: a new one in the"
              + " system's temporary folder).")
  private Path output;

  @Option(
      names = "--no-console",
      description = "Serves no page, and ends by itself: for pipes and for tests.")
  private boolean noConsole;

  /**
   * @param clock gives the time at which the simulated hours end
   * @param console shows its alerts in a browser; null where there is none
   */
  public DemoCommand(Clock clock, DemoConsole console) {
    this.clock = clock;
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    DemoPlan plan = plan();
    JobConfig job = config.read();
    DemoFolder folder = output == null ? DemoFolder.temporary() : DemoFolder.of(output);
    DemoScreen screen = new DemoScreen(spec.commandLine().getOut(), LineWidth.find(), isColoured());
    Demo demo = new Demo(plan, job, screen, folder, noConsole ? null : console);
    AtExit.stop(demo::stop, TO_END, demo::giveUp, demo::run);
    return 0;
  }

  private DemoPlan plan() {
    try {
      return new DemoPlan(seed, rate, duration, clock.instant());
    } catch (IllegalArgumentException fault) {
      throw new ParameterException(spec.commandLine(), "--" + fault.getMessage(), fault);
    }
  }

  /** See no-color.org. */
  @SuppressWarnings("SystemConsoleNull") // true of the one Java version that this runs on
  private static boolean isColoured() {
    String noColour = System.getenv("NO_COLOR");
    return System.console() != null && (noColour == null || noColour.isEmpty());
  }
}
