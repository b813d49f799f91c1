package io.leakwatch.workbench.demo;

import io.leakwatch.local.AtExit;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.workbench.terminal.JobConfigMixin;
import io.leakwatch.workbench.terminal.SpanConverter;
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
          + " this process. Prints alerts as they come.",
      "Plays eight hours of event time, ending now, within the duration. Press Ctrl-C to end it"
          + " earlier."
    })
public final class DemoCommand implements Callable<Integer> {

  private final Clock clock;

  @Spec private CommandSpec spec;
  @Mixin private JobConfigMixin config;

  @Option(
      names = "--duration",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      defaultValue = "2m",
      description = "How long events are published, such as 30s or 2m (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Events a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Seed of the traffic; another seed gives other people and attacks (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * @param clock gives the time at which the simulated hours end
   */
  public DemoCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    DemoPlan plan = plan();
    JobConfig job = config.read();
    Demo demo = new Demo(plan, job, spec.commandLine().getOut(), new AlertLine(isColoured()));
    AtExit.stop(demo::stop, demo::run);
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
