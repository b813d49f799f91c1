package io.leakwatch.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.benchmarks.console.ConsoleBench;
import io.leakwatch.benchmarks.contest.ChildJvm;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.grounds.Grounds;
import io.leakwatch.benchmarks.grounds.Traffic;
import io.leakwatch.benchmarks.latency.LatencyBench;
import io.leakwatch.benchmarks.latency.LatencyFigures;
import io.leakwatch.benchmarks.latency.LatencyPlan;
import io.leakwatch.benchmarks.micro.MicroBench;
import io.leakwatch.benchmarks.throughput.ContestantJvm;
import io.leakwatch.benchmarks.throughput.ContestantProcess;
import io.leakwatch.benchmarks.throughput.Contestants;
import io.leakwatch.benchmarks.throughput.Standings;
import io.leakwatch.benchmarks.throughput.ThroughputBench;
import io.leakwatch.local.AtExit;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.workbench.terminal.SpanConverter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./leakwatch bench}: throughput side by side with the alternatives. */
@Command(
    name = "bench",
    description = {
      "Measures throughput side by side with the alternatives: one machine, one broker, the same"
          + " events, every contestant in a JVM of its own with the same heap.",
      "Each contestant is warmed up on other events before it is timed. Rounds are interleaved, and"
          + " the median is shown. All contestants over 5 million events take one to two hours."
          + " Ctrl-C shows what was measured so far.",
      "With --latency it measures instead how long the job alone takes from event to alert (about a"
          + " quarter of an hour). With --micro it measures how long its single steps take, and with"
          + " --console how long the console takes for its pages (a few minutes)."
    })
public final class BenchCommand implements Callable<Integer> {

  /** Of traffic, before its latency is measured; at half the rate, so it takes twice as long. */
  private static final Duration TO_RUN_IN = Duration.ofSeconds(15);

  private static final long TO_FIND_THE_MOST = 2_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "5000000",
      description = "Events to process (default: ${DEFAULT-VALUE}).")
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
      description = "How often each contestant is measured (default: ${DEFAULT-VALUE}).")
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

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes the figures to this file.")
  private Path json;

  @Option(
      names = "--latency",
      description = "Measures the time from event to alert, at a steady rate, not throughput.")
  private boolean latency;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "With --latency: events a second (default: half of the most that the job takes with the"
              + " state backend, which is measured first).")
  private Long rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = SpanConverter.class,
      defaultValue = "60s",
      description =
          "With --latency: how long to measure each way of running the job"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--micro",
      paramLabel = "REGEX",
      arity = "0..1",
      fallbackValue = MicroBench.ALL,
      description =
          "Times single steps of the job, in nanoseconds for each event: all of them, or those in"
              + " whose name the regular expression is found.")
  private String micro;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "With --micro: how many JVMs time each step, one after the other; 0 times it in this"
              + " process (default: ${DEFAULT-VALUE}).")
  private int forks;

  @Option(
      names = "--console",
      description = "Measures how long the console takes for its pages, with many alerts.")
  private boolean console;

  @Option(
      names = "--alerts",
      paramLabel = "N",
      defaultValue = "100000",
      description = "With --console: how many alerts there are (default: ${DEFAULT-VALUE}).")
  private int alerts;

  @Override
  public Integer call() throws Exception {
    if (console) {
      Map<String, Long> figures = new ConsoleBench(seed, alerts, line -> say("%s", line)).run();
      if (json != null) {
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), figures);
      }
      return 0;
    }
    if (micro != null) {
      MicroBench.run(micro, forks);
      return 0;
    }
    only.forEach(Contestants::byName);
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      if (latency) {
        measureLatency(kafka, ChildJvm.timed(heap, jvm));
        return 0;
      }
      return measureThroughput(kafka);
    }
  }

  /** Returns the exit status. */
  private int measureThroughput(EmbeddedKafka kafka) throws Exception {
    say("%,d events (seed %d), %,d to warm up on", events, seed, warmUp);
    ThroughputBench bench =
        new ThroughputBench(
            new Grounds(kafka, seed, events, warmUp),
            new Standings(events),
            ground -> ChildJvm.timed(ground.heap(heap), jvm),
            line -> say("%s", line));
    AtExit.conclude(() -> bench.report(json), () -> bench.run(rounds, only));
    return bench.failed() == 0 ? 0 : 1;
  }

  private void measureLatency(EmbeddedKafka kafka, ChildJvm child) throws Exception {
    Course warm = Traffic.simulated(seed + 1, warmUp).publish(kafka, "warm-up");
    Map<String, LatencyPlan> plans = plans(kafka, warm, new ContestantJvm(child));
    LatencyFigures figures =
        new LatencyBench(kafka, child).run(plans, warm, line -> say("%s", line));
    figures.lines().forEach(line -> say("%s", line));
    if (json != null) {
      figures.writeInto(json);
    }
  }

  /** By the state backend: one takes more at most than another. */
  private Map<String, LatencyPlan> plans(
      EmbeddedKafka kafka, Course warm, ContestantJvm contestants) throws Exception {
    Map<String, LatencyPlan> plans = new TreeMap<>();
    if (rate != null) {
      LatencyBench.stateBackends().forEach(backend -> plans.put(backend, plan(rate)));
      return plans;
    }
    Course measured = Traffic.simulated(seed, TO_FIND_THE_MOST).publish(kafka, "measured");
    for (String backend : LatencyBench.stateBackends()) {
      plans.put(backend, plan(halfOfTheMost(backend, warm, measured, contestants)));
    }
    return plans;
  }

  private LatencyPlan plan(long steadyRate) {
    return new LatencyPlan(seed, steadyRate, TO_RUN_IN, duration);
  }

  /** Of the events a second that the job takes when they lie ready. */
  private long halfOfTheMost(
      String backend, Course warm, Course measured, ContestantJvm contestants) throws Exception {
    say("%s: measuring how many events a second the job takes at most", backend);
    double most =
        contestants
            .run(new ContestantProcess.Task(Contestants.leakwatchWith(backend), warm, measured))
            .figures()
            .eventsPerSecond();
    say("%s: %,.0f events/s", backend, most);
    return Math.max(1, Math.round(most / 2));
  }

  private void say(String format, Object... values) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
