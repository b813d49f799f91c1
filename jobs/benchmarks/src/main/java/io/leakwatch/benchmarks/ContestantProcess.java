package io.leakwatch.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JVM that one contestant has to itself: it warms up, then it is measured. */
public final class ContestantProcess {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int MOST_WARM_UPS = 8;

  /** Warm is who spends less than this share of the processor time on compiling. */
  private static final double MOST_COMPILING = 0.05;

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
  record Task(String contestant, Course warmUp, Course measured) {}

  /**
   * What was measured.
   *
   * @param events how many were taken
   * @param nanos from the first to the last, in nanoseconds
   * @param heapMb most memory that was in use right after a garbage collection, in MiB
   * @param cpuSeconds processor time that the process took, in seconds
   */
  record Figures(long events, long nanos, long heapMb, double cpuSeconds) {

    double eventsPerSecond() {
      return events * 1e9 / nanos;
    }
  }

  private ContestantProcess() {}

  /** Reads the task in a folder, and writes figures and alerts there. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Task task = JSON.readValue(folder.resolve(TASK).toFile(), Task.class);
    Contestant contestant = Contestants.byName(task.contestant());
    warmUp(contestant, task.warmUp());
    System.gc();
    HeapPeak heap = HeapPeak.start();
    double cpuBefore = cpuSeconds();
    Outcome outcome = contestant.run(named(task.measured(), 0));
    Figures figures =
        new Figures(outcome.events(), outcome.nanos(), heap.megabytes(), cpuSeconds() - cpuBefore);
    write(outcome.alerts(), folder.resolve(ALERTS));
    JSON.writeValue(folder.resolve(FIGURES).toFile(), figures);
    // Whatever thread a library has left behind does not keep the process.
    System.exit(0);
  }

  /**
   * Takes a course again and again until the compiler has little left to do, or eight times: what
   * counts is how fast a job is that runs for weeks, not how fast it starts.
   */
  private static void warmUp(Contestant contestant, Course course) throws Exception {
    for (int i = 1; i <= MOST_WARM_UPS; i++) {
      double compilingBefore = compilingSeconds();
      double cpuBefore = cpuSeconds();
      contestant.run(named(course, i));
      double compiling = compilingSeconds() - compilingBefore;
      if (compiling < MOST_COMPILING * (cpuSeconds() - cpuBefore)) {
        return;
      }
    }
  }

  /** Named as no other run is: offsets and topics of an earlier one are none of its business. */
  private static Course named(Course course, int run) {
    return course.named(course.name() + "-" + ProcessHandle.current().pid() + "-" + run);
  }

  private static double compilingSeconds() {
    return ManagementFactory.getCompilationMXBean().getTotalCompilationTime() / 1e3;
  }

  private static double cpuSeconds() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
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
