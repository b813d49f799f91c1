package io.leakwatch.workbench.generate;

import io.leakwatch.local.CommandFault;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.workbench.terminal.OutputMixin;
import io.leakwatch.workbench.terminal.SpanConverter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch generate}: labelled traffic, from a seed, into files. */
@Command(
    name = "generate",
    description = {
      "Writes simulated traffic with labelled attacks in it: login-events.avro, api-events.avro,"
          + " dm-metadata-events.avro and labels.jsonl.",
      "The same options give the same bytes."
    })
public final class GenerateCommand implements Callable<Integer> {

  private static final long PROGRESS_EVERY = 50_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many events (default: ${DEFAULT-VALUE}).")
  private long events;

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
      required = true,
      description = "Folder for the files; it is created if it is missing.")
  private Path output;

  @Option(
      names = "--start",
      paramLabel = "T",
      description = "Time of the first event, ISO-8601 with a zone (default: ${DEFAULT-VALUE}).")
  private Instant start = SimulationPlan.DEFAULT_START;

  @Option(
      names = "--duration",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "Simulated time, such as 2d, 12h or 1h30m (default: ${DEFAULT-VALUE}).")
  private Duration duration = SimulationPlan.DEFAULT_DURATION;

  @Option(
      names = "--json",
      description =
          "Write JSON lines (.jsonl) instead of Avro: larger, but every tool can read them.")
  private boolean json;

  @Mixin private OutputMixin outputs;

  @Option(
      names = "--innocent",
      description = "Generate no attacks, so that every alert is a false one.")
  private boolean innocent;

  @Override
  public Integer call() {
    SimulationPlan plan = plan();
    long began = System.nanoTime();
    Simulation simulation = Simulation.of(plan);
    outputs.prepare(output, EventFiles.NAMES);
    try {
      write(plan, simulation);
    } catch (IOException e) {
      throw new CommandFault(
          "cannot write to "
              + output
              + " ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); give --output a folder in which you may write",
          e);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    spec.commandLine().getOut().println(summary(simulation, seconds));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private SimulationPlan plan() {
    try {
      return new SimulationPlan(seed, events, start, duration, !innocent);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private void write(SimulationPlan plan, Simulation simulation) throws IOException {
    boolean watched = isWatched();
    try (EventFiles files = new EventFiles(output, json)) {
      files.write(simulation.labels());
      for (long written = 0; simulation.hasNext(); written++) {
        files.write(simulation.next());
        if (watched && written % PROGRESS_EVERY == 0) {
          progress(written, plan.events());
        }
      }
    }
    if (watched) {
      progress(plan.events(), plan.events());
      spec.commandLine().getErr().println();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // true of the one Java version that this runs on
  private static boolean isWatched() {
    return System.console() != null;
  }

  private void progress(long written, long all) {
    spec.commandLine().getErr().printf(Locale.ROOT, "\r%,d of %,d events", written, all);
    spec.commandLine().getErr().flush();
  }

  private String summary(Simulation simulation, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d events (%,d of attacks) and %d labels in %s: %.1f s, %,.0f events/s",
        events,
        simulation.attackEvents(),
        simulation.labels().size(),
        output,
        seconds,
        events / seconds);
  }
}
