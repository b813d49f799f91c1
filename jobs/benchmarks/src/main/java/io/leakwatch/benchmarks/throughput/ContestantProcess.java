package io.leakwatch.benchmarks.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.HeapPeak;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.contest.ProcessorTime;
import io.leakwatch.benchmarks.contest.WarmUp;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JVM that one contestant has to itself: it warms up, then it is measured. */
public final class ContestantProcess {

  static final ObjectMapper JSON = new ObjectMapper();

  static final String TASK = "task.json";
  static final String FIGURES = "figures.json";
  static final String ALERTS = "alerts.jsonl";

  /**
   * What it is to do.
   *
   * @param contestant its name in {@link Contestants}
   * @param warmUp taken first, and not timed
   * @param measured taken next
   */
  public record Task(String contestant, Course warmUp, Course measured) {}

  /**
   * What was measured.
   *
   * @param events how many were taken
   * @param nanos from the first to the last, in nanoseconds
   * @param heapMb most memory that was in use right after a garbage collection, in MiB
   * @param cpuSeconds processor time that the process took, in seconds
   */
  public record Figures(long events, long nanos, long heapMb, double cpuSeconds) {

    public double eventsPerSecond() {
      return events * 1e9 / nanos;
    }
  }

  private ContestantProcess() {}

  /** Reads the task in a folder, and writes figures and alerts there. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Task task = JSON.readValue(folder.resolve(TASK).toFile(), Task.class);
    Contestant contestant = Contestants.byName(task.contestant());
    WarmUp.on(contestant, task.warmUp());
    HeapPeak heap = HeapPeak.start();
    double usedBefore = ProcessorTime.used();
    Outcome outcome = contestant.run(task.measured().ofRun(0));
    Figures figures =
        new Figures(
            outcome.events(), outcome.nanos(), heap.megabytes(), ProcessorTime.used() - usedBefore);
    write(outcome.alerts(), folder.resolve(ALERTS));
    JSON.writeValue(folder.resolve(FIGURES).toFile(), figures);
    // Whatever thread a library has left behind does not keep the process.
    System.exit(0);
  }

  /** As {@link io.leakwatch.workbench.evaluation.EvaluationFiles} reads them. */
  private static void write(List<RaisedAlert> alerts, Path file) throws IOException {
    Files.write(file, alerts.stream().map(ContestantProcess::json).toList());
  }

  private static String json(RaisedAlert alert) {
    ObjectNode json = JSON.createObjectNode();
    json.put("alert_id", alert.alertId());
    json.put("revision", alert.revision());
    json.put("detector_id", alert.about().detectorId());
    ObjectNode subject = json.putObject("subject");
    subject.put("type", alert.about().subjectType());
    subject.put("id", alert.about().subjectId());
    json.put("raised_at", alert.raisedAt().toEpochMilli());
    json.put("first_seen_at", alert.firstSeenAt().toEpochMilli());
    json.put("last_seen_at", alert.lastSeenAt().toEpochMilli());
    json.put("title", alert.title());
    return json.toString();
  }
}
