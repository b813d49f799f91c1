package io.leakwatch.benchmarks.latency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** What was measured, in each way of running the job. */
public record LatencyFigures(List<Mode> modes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One way of running the job.
   *
   * @param missing events whose alert was waited for in vain
   */
  record Mode(
      Way way,
      LatencyPlan plan,
      Percentiles percentiles,
      SortedMap<String, Percentiles> byDetector,
      long missing,
      SteadyTraffic.Flow flow,
      JobProcess.Counts counts) {

    boolean meetsTarget() {
      return missing == 0 && percentiles.p99() <= way.target().toMillis();
    }

    /** Whether the job has taken all that was published. */
    boolean isComplete() {
      return counts.received() == flow.events();
    }
  }

  public LatencyFigures {
    modes = List.copyOf(modes);
  }

  /** As a table, and what else is to be known about it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "from event to alert in ms   %7s %7s %7s %7s %7s %7s"
            .formatted("alerts", "median", "95th", "99th", "most", "target"));
    for (Mode mode : modes) {
      lines.add(
          line(mode.way().title(), mode.percentiles())
              + String.format(
                  Locale.ROOT,
                  " %,7d  %s",
                  mode.way().target().toMillis(),
                  mode.meetsTarget() ? "met" : "missed"));
      mode.byDetector().forEach((id, its) -> lines.add(line("  " + id, its)));
    }
    lines.add("the target is of the 99th percentile; time.disorder is part of every latency");
    modes.forEach(mode -> lines.add(flowLine(mode)));
    return lines;
  }

  private static String line(String name, Percentiles its) {
    return String.format(
        Locale.ROOT,
        "%-27s %,7d %,7d %,7d %,7d %,7d",
        name,
        its.count(),
        its.median(),
        its.p95(),
        its.p99(),
        its.max());
  }

  private static String flowLine(Mode mode) {
    return String.format(
        Locale.ROOT,
        "%s: %,d events at %,.0f/s, at worst %,d ms behind the clock; received %,d, late %,d,"
            + " refused %,d, missing alerts %,d",
        mode.way().title(),
        mode.flow().events(),
        mode.flow().eventsPerSecond(),
        mode.flow().mostBehind().toMillis(),
        mode.counts().received(),
        mode.counts().late(),
        mode.counts().deadLettered(),
        mode.missing());
  }

  /** Puts the figures into a file of JSON under {@code latency}; what else it holds is kept. */
  public void writeInto(Path file) throws IOException {
    ObjectNode latency = object(file);
    ObjectNode own = latency.putObject("latency");
    for (Mode mode : modes) {
      own.withArray("modes").add(json(mode));
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), latency);
  }

  private static ObjectNode object(Path file) throws IOException {
    if (!Files.exists(file)) {
      return JSON.createObjectNode();
    }
    JsonNode held = JSON.readTree(file.toFile());
    if (held instanceof ObjectNode object) {
      return object;
    }
    throw new CommandFault(file + " does not hold figures; give another file");
  }

  private static ObjectNode json(Mode mode) {
    ObjectNode json = JSON.createObjectNode();
    json.put("delivery", mode.way().delivery());
    json.put("state_backend", mode.way().stateBackend());
    json.put("events_per_s", mode.plan().rate());
    json.put("seconds", mode.plan().measured().toMillis() / 1000.0);
    put(mode.percentiles(), json);
    json.put("missing", mode.missing());
    json.put("target_p99_ms", mode.way().target().toMillis());
    json.put("meets_target", mode.meetsTarget());
    json.put("published_per_s", Math.round(mode.flow().eventsPerSecond()));
    json.put("most_behind_ms", mode.flow().mostBehind().toMillis());
    json.put("complete", mode.isComplete());
    ObjectNode byDetector = json.putObject("by_detector");
    mode.byDetector().forEach((id, its) -> put(its, byDetector.putObject(id)));
    return json;
  }

  private static void put(Percentiles its, ObjectNode json) {
    json.put("alerts", its.count());
    json.put("median_ms", its.median());
    json.put("p95_ms", its.p95());
    json.put("p99_ms", its.p99());
    json.put("max_ms", its.max());
  }
}
