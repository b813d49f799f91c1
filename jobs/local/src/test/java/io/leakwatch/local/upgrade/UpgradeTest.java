package io.leakwatch.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.local.state.JobIdentity;
import io.leakwatch.local.state.Snapshot;
import io.leakwatch.local.state.StateFolder;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * This version goes on from the savepoint of an earlier one, in the middle of an attack: half of
 * the logins came before it, half come after, and neither half is enough for an alert.
 *
 * <p>The savepoint was made by {@link #makeTheSavepoint}, which is how to make the next one:
 *
 * <pre>mvn -pl jobs/local -am test -Dtest=UpgradeTest -Dleakwatch.make-savepoint=true \
 *   -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * A version that has been released keeps its savepoint here. Where a later one cannot read it, that
 * is to be said in the changelog, and the test is to hold the words with which it refuses.
 */
class UpgradeTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int HALF = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String WITHOUT_ONE = "detectors.spam-calls.enabled: false\n";

  @TempDir private Path folder;
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() {
    TrustedSchemas.trust();
    kafka = EmbeddedKafka.start();
    List.of("login-events", "api-events", "dm-metadata-events", "alerts", "dead-letters")
        .forEach(
            topic ->
                kafka.createTopic(
                    topic, 1, Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")));
  }

  @AfterEach
  void end() {
    kafka.close();
  }

  @Test
  void aVersionWithOneDetectorMoreGoesOn() throws Exception {
    assertThatTheAttackIsFoundWith("");
  }

  @Test
  void aVersionWithOneDetectorFewerGoesOn() throws Exception {
    assertThatTheAttackIsFoundWith("detectors.mass-scraping.enabled: false\n");
  }

  @Test
  void aVersionWithAnotherWindowGoesOn() throws Exception {
    assertThatTheAttackIsFoundWith(WITHOUT_ONE + "detectors.credential-stuffing.window: 2h\n");
  }

  @Test
  @EnabledIfSystemProperty(named = "leakwatch.make-savepoint", matches = "true")
  void makeTheSavepoint() throws Exception {
    publish(0, HALF);
    JobConfig config = config(WITHOUT_ONE);
    try (StateFolder state = open(config);
        LocalJob job = LocalJob.resume(config, state, null)) {
      await(job, HALF);
      assertThat(job.stop(PATIENCE, state)).isTrue();
    }
    Savepoint.keep(folder.resolve("state"));
  }

  private void assertThatTheAttackIsFoundWith(String options) throws Exception {
    publish(0, 2 * HALF);
    Savepoint.unpack(folder.resolve("state"));
    JobConfig config = config(options);
    KafkaTopics.check(config.kafka()); // makes those of decisions, which were not there
    try (StateFolder state = open(config)) {
      Snapshot from = state.newest().orElseThrow();
      try (LocalJob job = LocalJob.resume(config, state, from)) {
        await(job, HALF);
        job.drain(PATIENCE);
        assertThat(job.counters().get("evaluated")).isEqualTo(HALF);
      }
    }
    assertThat(alerts())
        .extracting(Alert::getDetectorId, alert -> alert.getSubject().getId())
        .contains(tuple("credential-stuffing", "203.0.113.7"));
  }

  private JobConfig config(String options) throws Exception {
    Path file = folder.resolve("leakwatch.yaml");
    Files.writeString(
        file, "kafka.bootstrap-servers: %s\n%s".formatted(kafka.bootstrapServers(), options));
    return JobConfig.readForKafka(file);
  }

  private StateFolder open(JobConfig config) {
    return StateFolder.open(folder.resolve("state"), JobIdentity.of(config, "the cluster"), false);
  }

  private void publish(int from, int to) {
    try (EventProducer events = new EventProducer(kafka.bootstrapServers())) {
      for (int i = from; i < to; i++) {
        events.send("login-events", null, NOON.toEpochMilli(), failed(i));
      }
      events.flush();
    }
  }

  private static void await(LocalJob job, int received) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              job.checkAlive();
              return job.counters().get("received") == received;
            });
  }

  private List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    try (AlertFeed feed = new AlertFeed(kafka.bootstrapServers(), "alerts")) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                alerts.addAll(feed.poll(Duration.ofSeconds(1)));
                return feed.isAtEnd();
              });
    }
    return alerts;
  }

  private static LoginEvent failed(int i) {
    return LoginEvent.newBuilder()
        .setEventId("e-" + i)
        .setOccurredAt(NOON.plusSeconds(i))
        .setAccountId("person" + i)
        .setIp("203.0.113.7")
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setFailureReason(FailureReason.BAD_CREDENTIAL)
        .build();
  }
}
