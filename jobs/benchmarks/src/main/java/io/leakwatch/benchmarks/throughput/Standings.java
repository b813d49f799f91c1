package io.leakwatch.benchmarks.throughput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.benchmarks.ours.DetectionRun;
import io.leakwatch.benchmarks.throughput.ContestantJvm.Measurement;
import io.leakwatch.workbench.evaluation.Evaluation;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import io.leakwatch.workbench.evaluation.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured so far, and how it compares. */
public final class Standings {

  private static final List<String[]> RATIOS =
      List.of(
          new String[] {"leakwatch", "flink-decode"},
          new String[] {"leakwatch-3", "textbook-cep"},
          new String[] {"leakwatch-3", "esper"},
          new String[] {"leakwatch-3", "kafka-streams"},
          new String[] {"leakwatch-3", "kafka-streams-exactly-once"},
          new String[] {"leakwatch-rocksdb", "leakwatch"},
          new String[] {"leakwatch-hot-key", "leakwatch-uniform"},
          new String[] {"leakwatch-1e7-keys", "leakwatch-1e5-keys"});

  /** Whoever finds a smaller share of what there is has not done the work. */
  private static final double LEAST_FOUND = 0.97;

  private final long events;
  private final Map<String, List<Label>> labels = new LinkedHashMap<>();
  private final Map<String, List<Measurement>> runs = new LinkedHashMap<>();

  /**
   * @param events how many were asked for
   */
  public Standings(long events) {
    this.events = events;
  }

  /**
   * Adds a run.
   *
   * @param toFind what there was to find
   */
  void add(String contestant, List<Label> toFind, Measurement run) {
    boolean all = !rivals(contestant);
    labels.put(
        contestant,
        toFind.stream()
            .filter(label -> all || DetectionRun.NAMED.contains(label.about().detectorId()))
            .toList());
    runs.computeIfAbsent(contestant, name -> new ArrayList<>()).add(run);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private double speed(String contestant) {
    return median(speeds(contestant));
  }

  private List<Double> speeds(String contestant) {
    return runs.get(contestant).stream().map(run -> run.figures().eventsPerSecond()).toList();
  }

  /** Of the median, between the slowest and the fastest round. */
  private double spread(String contestant) {
    List<Double> speeds = speeds(contestant);
    double slowest = speeds.stream().min(Double::compare).orElseThrow();
    double fastest = speeds.stream().max(Double::compare).orElseThrow();
    return (fastest - slowest) / speed(contestant);
  }

  private long heapMb(String contestant) {
    return runs.get(contestant).stream()
        .mapToLong(run -> run.figures().heapMb())
        .max()
        .orElseThrow();
  }

  private Collection<RaisedAlert> alerts(String contestant) {
    List<Measurement> all = runs.get(contestant);
    return all.get(all.size() - 1).alerts();
  }

  /** Whether it is asked for the named detectors only. */
  private static boolean rivals(String contestant) {
    return !contestant.startsWith("leakwatch") || contestant.equals("leakwatch-3");
  }

  private Score score(String contestant) {
    return Evaluation.of(labels.get(contestant), alerts(contestant)).total();
  }

  /** The last run of a contestant, in a line. */
  String latest(String contestant) {
    List<Measurement> all = runs.get(contestant);
    Measurement run = all.get(all.size() - 1);
    return String.format(
        Locale.ROOT,
        "%-27s %,12.0f events/s  %6.1f CPU s  %,d alerts",
        contestant,
        run.figures().eventsPerSecond(),
        run.figures().cpuSeconds(),
        run.alerts().size());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-27s %12s %12s %7s %8s %7s %13s %6s"
            .formatted("", "events/s", "events", "spread", "heap MB", "alerts", "found", "false"));
    for (String name : runs.keySet()) {
      lines.add(line(name));
    }
    lines.add("");
    ratios().forEach((name, ratio) -> lines.add("%-39s %.2f".formatted(name, ratio)));
    return lines;
  }

  private String line(String name) {
    Score score = score(name);
    boolean seeks = !alerts(name).isEmpty();
    return String.format(
        Locale.ROOT,
        "%-27s %,12.0f %,12d %6.0f%% %,8d %7d %13s %6s%s",
        name,
        speed(name),
        runs.get(name).get(0).figures().events(),
        100 * spread(name),
        heapMb(name),
        alerts(name).size(),
        seeks ? score.found() + " of " + score.labels() : "",
        seeks ? score.falseAlerts() : "",
        seeks && score.found() < score.labels() * LEAST_FOUND ? "  misses too much" : "");
  }

  private Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (String[] pair : RATIOS) {
      if (runs.containsKey(pair[0]) && runs.containsKey(pair[1])) {
        ratios.put(pair[0] + "/" + pair[1], speed(pair[0]) / speed(pair[1]));
      }
    }
    return ratios;
  }

  /** Writes the figures as JSON. */
  void write(Path file) throws IOException {
    ObjectNode root = ContestantProcess.JSON.createObjectNode();
    root.put("events", events);
    for (String name : runs.keySet()) {
      ObjectNode run = root.withArray("runs").addObject();
      run.put("name", name);
      run.put("events_per_s", Math.round(speed(name)));
      run.put("spread", Math.round(1000 * spread(name)) / 1000.0);
      run.put("alerts", alerts(name).size());
      run.put("found", score(name).found());
      run.put("labels", labels.get(name).size());
      run.put("events", runs.get(name).get(0).figures().events());
      run.put("heap_mb", heapMb(name));
    }
    ObjectNode ratios = root.putObject("ratios");
    ratios().forEach((name, ratio) -> ratios.put(name, Math.round(1000 * ratio) / 1000.0));
    ContestantProcess.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }
}
