package io.leakwatch.benchmarks.latency;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.WarmUp;
import io.leakwatch.benchmarks.ours.DetectionRun;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.AtExit;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JVM that the job has to itself. It runs until its standard input ends, which it does with the
 * process that has started it.
 */
public final class JobProcess {

  private static final Logger LOG = LoggerFactory.getLogger(JobProcess.class);

  static final ObjectMapper JSON = new ObjectMapper();

  static final String TASK = "task.json";
  static final String RUNNING = "running";
  static final String COUNTS = "counts.json";

  /**
   * What it is to do.
   *
   * @param way how to run the job
   * @param warmUp events that lie ready, to get the JVM warm on
   * @param course topics that events will come to
   */
  record Task(Way way, Course warmUp, Course course) {

    String alertsTopic() {
      return course.name() + "-alerts";
    }

    String deadLettersTopic() {
      return course.name() + "-dead-letters";
    }
  }

  /** What the job has counted by its end. */
  record Counts(long received, long duplicates, long late, long deadLettered) {}

  private JobProcess() {}

  /**
   * Does the task in a folder once it is warm, and writes there when it runs, and in the end what
   * it counted.
   */
  public static void main(String[] args) {
    int status = 1;
    try {
      CompletableFuture<Void> stop = new CompletableFuture<>();
      Thread input = new Thread(() -> awaitEndOfInput(stop), "standard-input");
      input.setDaemon(true);
      input.start();
      AtExit.stop(() -> stop.complete(null), () -> run(Path.of(args[0]), stop));
      status = 0;
    } catch (Exception fault) {
      LOG.error("the job failed", fault);
    }
    // Whatever thread Flink has left behind does not keep the process.
    System.exit(status);
  }

  private static void run(Path folder, CompletableFuture<Void> stop) throws Exception {
    Task task = JSON.readValue(folder.resolve(TASK).toFile(), Task.class);
    WarmUp.on(DetectionRun.ofAll(task.way().stateBackend()), task.warmUp());
    try (LocalJob job = LocalJob.start(config(task), "none")) {
      job.awaitRunning();
      Files.createFile(folder.resolve(RUNNING));
      while (!stop.isDone()) {
        job.checkAlive();
        TimeUnit.MILLISECONDS.sleep(100);
      }
      JSON.writeValue(folder.resolve(COUNTS).toFile(), counts(job.counters()));
    }
  }

  private static void awaitEndOfInput(CompletableFuture<Void> stop) {
    try (InputStream in = System.in) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException broken) {
      // Then nobody is left to say anything.
    }
    stop.complete(null);
  }

  private static JobConfig config(Task task) {
    Course course = task.course();
    KafkaOptions kafka =
        KafkaOptions.of(course.bootstrapServers())
            .withoutDecisions()
            .with(KafkaOptions.GROUP_ID, course.name())
            .with(KafkaOptions.LOGIN_TOPIC, course.topics().get(EventKind.LOGIN))
            .with(KafkaOptions.API_TOPIC, course.topics().get(EventKind.API))
            .with(KafkaOptions.DM_TOPIC, course.topics().get(EventKind.DM_METADATA))
            .with(KafkaOptions.ALERTS_TOPIC, task.alertsTopic())
            .with(KafkaOptions.DEAD_LETTERS_TOPIC, task.deadLettersTopic())
            .with(KafkaOptions.DELIVERY, task.way().delivery());
    RuntimeOptions runtime =
        new RuntimeOptions(
            Settings.defaults(RuntimeOptions.ALL)
                .with(RuntimeOptions.STATE_BACKEND, task.way().stateBackend())
                .with(RuntimeOptions.CHECKPOINT_INTERVAL, Way.CHECKPOINT_EVERY));
    return new JobConfig(JobOptions.defaults(), kafka, runtime);
  }

  private static Counts counts(Counters counters) {
    return new Counts(
        counters.get("received"),
        counters.get("duplicates"),
        counters.get("late"),
        counters.get("dead_lettered"));
  }
}
