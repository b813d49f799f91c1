package io.leakwatch.workbench.replay;

import static org.awaitility.Awaitility.await;

import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.local.replay.LocalSink;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.schemas.Alert;
import io.leakwatch.workbench.chaos.EndedTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live job, catching up from the earliest offsets or going on from a savepoint. */
final class CatchUp {

  /** Event time that one partition may be read ahead: two days in a few seconds. */
  private static final Duration DRIFT = Duration.ofMinutes(30);

  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final EveryRevision seen;
  private final IntConsumer whenRaised;
  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> end;

  CatchUp(EmbeddedKafka kafka, Path folder, EveryRevision seen) throws Exception {
    this(kafka, LocalFlink.configuration(folder, 2), seen, raised -> {});
  }

  /**
   * @param seen takes what it puts out
   * @param whenRaised takes the number of alerts so far, at each revision
   */
  CatchUp(
      EmbeddedKafka kafka, Configuration configuration, EveryRevision seen, IntConsumer whenRaised)
      throws Exception {
    this.seen = seen;
    this.whenRaised = whenRaised;
    JobOptions options =
        JobOptions.defaults()
            .with(JobOptions.MAX_DRIFT, DRIFT)
            .with(JobOptions.IDLE_AFTER, Duration.ofSeconds(5));
    KafkaOptions topics =
        KafkaOptions.of(kafka.bootstrapServers()).with(KafkaOptions.START_FROM, "earliest");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    Sinks sinks = new Sinks(LocalSink.to(this::raised), LocalSink.to(seen::add));
    DetectionJob.define(env, DetectionJob.kafkaSources(topics, options), sinks, options);
    job = env.executeAsync("catch-up");
    end = job.getJobExecutionResult();
  }

  /** One that goes on where another was stopped. */
  static CatchUp from(String savepoint, EmbeddedKafka kafka, Path folder, EveryRevision seen)
      throws Exception {
    Configuration configuration = LocalFlink.configuration(folder, 2);
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return new CatchUp(kafka, configuration, seen, raised -> {});
  }

  private void raised(Alert alert) {
    seen.add(alert);
    whenRaised.accept(seen.alerts());
  }

  /**
   * Until the alert that ends the traffic, and until the other subtasks, which may be a moment
   * behind the one that raised it, have put out as many revisions as there are to come.
   */
  void toTheEndOf(EveryRevision expected) throws Exception {
    await().atMost(LONGEST).until(() -> isAlive() && seen.names(EndedTraffic.LAST_ATTACKER));
    await().atMost(LONGEST).until(() -> isAlive() && seen.reaches(expected));
    job.cancel().get();
  }

  /** Throws what the job failed with, if it did. */
  private boolean isAlive() throws Exception {
    if (end.isDone()) {
      end.get();
    }
    return true;
  }

  /** The savepoint that it is stopped with. */
  String stopAfter(int alerts, Path folder) throws Exception {
    await().atMost(LONGEST).until(() -> seen.alerts() >= alerts);
    return job.stopWithSavepoint(
            false, folder.resolve("savepoint").toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }
}
