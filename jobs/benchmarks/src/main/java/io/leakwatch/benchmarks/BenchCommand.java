package io.leakwatch.benchmarks;

import io.leakwatch.workbench.EmbeddedKafka;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch bench}: throughput side by side with what a user would pick instead. */
@Command(
    name = "bench",
    description = {
      "Measures throughput side by side with what a user would pick instead: one machine, one broker,"
          + " the same events, every contestant in a JVM of its own with the same heap.",
      "Each is warmed up on other events before it is timed; rounds are interleaved, and the median"
          + " is shown. All contestants over 5 million events take about half an hour."
    })
public final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Events to get through (default: ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "1000000",
      description =
          "Events to warm up on, again and again until little is left to compile"
              + " (default: ${DEFAULT-VALUE}).")
  private long warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each is measured (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "11",
      description = "Seed of the traffic (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Contestants, separated by commas (default: all).")
  private List<String> only = List.copyOf(Contestants.names());

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "4g",
      description = "Heap of each contestant (default: ${DEFAULT-VALUE}).")
  private String heap;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "A further option of the contestants' JVMs, such as a profiler's; repeatable.")
  private List<String> jvm = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there too.")
  private Path json;

  @Override
  public Integer call() throws Exception {
    only.forEach(Contestants::byName);
    try (EmbeddedKafka kafka = EmbeddedKafka.startForOwner()) {
      say("publishing %,d events (seed %d) and %,d to warm up on", events, seed, warmUp);
      Traffic traffic = Traffic.simulated(seed, events);
      Course warm = Traffic.simulated(seed + 1, warmUp).publish(kafka, "warm-up");
      Course measured = traffic.publish(kafka, "measured");
      Standings standings = new Standings(events, traffic.labels());
      ContestantJvm contestants = new ContestantJvm(heap, jvm);
      for (int round = 1; round <= rounds; round++) {
        for (String name : only) {
          ContestantJvm.Measurement run =
              contestants.run(new ContestantProcess.Task(name, warm, measured));
          standings.add(name, run);
          say(
              "round %d  %-18s %,12.0f events/s  %6.1f CPU s  %,d alerts",
              round,
              name,
              run.figures().eventsPerSecond(),
              run.figures().cpuSeconds(),
              run.alerts().size());
        }
      }
      standings.lines().forEach(line -> say("%s", line));
      if (json != null) {
        standings.write(json);
      }
      return 0;
    }
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
