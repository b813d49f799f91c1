package io.leakwatch.workbench.generate;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.SimulationPlan;
import io.leakwatch.traffic.worlds.World;
import io.leakwatch.traffic.worlds.WorldTraffic;
import io.leakwatch.traffic.worlds.Worlds;
import io.leakwatch.workbench.terminal.CountConverter;
import io.leakwatch.workbench.terminal.OutputMixin;
import io.leakwatch.workbench.terminal.SpanConverter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch generate}: labelled traffic, from a seed, into files or into a Kafka. */
@Command(
    name = "generate",
    description = {
      "Writes simulated traffic with labelled attacks in it: login-events.avro, api-events.avro,"
          + " dm-metadata-events.avro and labels.jsonl.",
      "The same options give the same bytes.",
      "With --kafka it publishes the events there, to try a job that reads them:",
      "  generate --kafka localhost:29092 --events 50k --rate 2000"
    })
public final class GenerateCommand implements Callable<Integer> {

  private static final long PROGRESS_EVERY = 50_000;

  private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      converter = CountConverter.class,
      description =
          "How many events (default: ${DEFAULT-VALUE}); more or fewer are written in worlds where"
              + " more or less happens.")
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
      description = "Folder for the files; it is created if it is missing.")
  private Path output;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "Brokers, separated by commas: publishes the events to the topics login-events,"
              + " api-events and dm-metadata-events there. Files are written with --output only.")
  private String brokers;

  @Option(
      names = "--rate",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "With --kafka: so many events a second (default: as fast as it can).")
  private long rate;

  @Option(
      names = "--start",
      paramLabel = "T",
      description =
          "Time of the first event, ISO-8601 with a zone (default: 2026-01-05T00:00:00Z, or as the"
              + " world wants it).")
  private Instant start;

  @Option(
      names = "--duration",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description =
          "Simulated time, such as 2d, 12h or 1h30m (default: 4d, or as the world wants it).")
  private Duration duration;

  @Option(
      names = "--world",
      split = ",",
      paramLabel = "NAME",
      converter = WorldConverter.class,
      description =
          "Generate the same attacks on another platform, see below; several hold at once.")
  private List<World> worlds = List.of();

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

  /** Called by picocli; the list of worlds is made from themselves. */
  @Spec
  void spec(CommandSpec itself) {
    spec = itself;
    List<String> lines = new ArrayList<>(List.of("", "Worlds:"));
    for (World world : World.values()) {
      lines.add("  %-18s %s".formatted(world.id(), world.description()));
    }
    spec.usageMessage().footer(lines.toArray(String[]::new));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (output == null && brokers == null) {
      throw new ParameterException(
          spec.commandLine(), "nowhere to put the events: give --output DIR or --kafka HOST:PORT");
    }
    if (rate > 0 && brokers == null) {
      throw new ParameterException(
          spec.commandLine(), "--rate is a pace for --kafka; files are written at once");
    }
    Worlds chosen = chosen();
    SimulationPlan plan = plan(chosen);
    if (brokers != null) {
      // A producer would try for a minute, and say less.
      KafkaTopics.checkWritable(
          KafkaOptions.of(brokers),
          Arrays.stream(EventKind.values()).map(EventKind::topic).toList());
    }
    long began = System.nanoTime();
    WorldTraffic traffic = WorldTraffic.of(plan, chosen);
    if (output != null) {
      outputs.prepare(output, EventFiles.NAMES);
    }
    long written;
    try {
      written = write(traffic);
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
    spec.commandLine().getOut().println(summary(traffic, written, seconds));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private Worlds chosen() {
    try {
      return Worlds.of(worlds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--world: " + e.getMessage(), e);
    }
  }

  private SimulationPlan plan(Worlds chosen) {
    Instant from = start == null ? chosen.start() : start;
    Duration span = duration == null ? chosen.duration() : duration;
    try {
      return new SimulationPlan(seed, events, from, span, !innocent, chosen.people());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }

  /** Returns how many events were written. */
  private long write(WorldTraffic traffic) throws IOException {
    boolean watched = isWatched();
    long written = 0;
    try (EventFiles files = output == null ? null : new EventFiles(output, json);
        PublishedEvents published = brokers == null ? null : new PublishedEvents(brokers, rate)) {
      if (files != null) {
        files.write(traffic.labels());
      }
      while (traffic.hasNext()) {
        SimulatedEvent event = traffic.next();
        if (files != null) {
          files.write(event);
        }
        if (published != null) {
          published.write(event);
        }
        if (watched && written % PROGRESS_EVERY == 0) {
          progress(written, Math.max(written, traffic.events()));
        }
        written++;
      }
    }
    if (watched) {
      progress(written, written);
      spec.commandLine().getErr().println();
    }
    return written;
  }

  @SuppressWarnings("SystemConsoleNull") // true of the one Java version that this runs on
  private static boolean isWatched() {
    return System.console() != null;
  }

  private void progress(long written, long all) {
    spec.commandLine().getErr().printf(Locale.ROOT, "\r%,d of %,d events", written, all);
    spec.commandLine().getErr().flush();
  }

  private String summary(WorldTraffic traffic, long written, double seconds) {
    return String.format(
        Locale.ROOT,
        "%,d events (%,d of attacks) and %d labels %s: %.1f s, %,.0f events/s",
        written,
        traffic.attackEvents(),
        traffic.labels().size(),
        output == null ? "published to " + brokers : "in " + output,
        seconds,
        written / seconds);
  }
}
