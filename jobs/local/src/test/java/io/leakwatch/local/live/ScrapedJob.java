package io.leakwatch.local.live;

import io.leakwatch.detection.option.Settings;
import io.leakwatch.local.Folders;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * The job between the topics of a Kafka, with Flink's own reporter for Prometheus, set as
 * docker/compose.yaml sets it. One address fails to log in to many accounts, and one record is no
 * event.
 */
final class ScrapedJob implements AutoCloseable {

  static final int FAILURES = 40;

  private final EmbeddedKafka kafka;
  private final LocalJob job;
  private final int port;

  private ScrapedJob(EmbeddedKafka kafka, LocalJob job, int port) {
    this.kafka = kafka;
    this.job = job;
    this.port = port;
  }

  static ScrapedJob start() throws Exception {
    TrustedSchemas.trust();
    EmbeddedKafka kafka = EmbeddedKafka.start();
    try {
      List.of("login-events", "api-events", "dm-metadata-events", "alerts", "dead-letters")
          .forEach(
              topic ->
                  kafka.createTopic(topic, 2, Map.of("message.timestamp.type", "LogAppendTime")));
      publish(kafka);
      int port = freePort();
      return new ScrapedJob(kafka, started(kafka, port), port);
    } catch (Exception fault) {
      kafka.close();
      throw fault;
    }
  }

  private static LocalJob started(EmbeddedKafka kafka, int port) throws Exception {
    Path folder = Folders.temporary("leakwatch-flink-");
    Configuration flink = new Configuration();
    LocalFlink.keepCheckpoints(flink, folder);
    Monitoring.reporterOfCompose().forEach(flink::setString);
    flink.setString("metrics.reporter.prom.port", Integer.toString(port));
    JobConfig config =
        new JobConfig(
            JobOptions.defaults().with(JobOptions.IDLE_AFTER, Duration.ofSeconds(1)),
            KafkaOptions.of(kafka.bootstrapServers()),
            new RuntimeOptions(
                Settings.defaults(RuntimeOptions.ALL)
                    .with(RuntimeOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(500))));
    KafkaTopics.check(config.kafka());
    return LocalJob.start(config, "none", folder, flink);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static void publish(EmbeddedKafka kafka) {
    Instant now = Clock.systemUTC().instant().minusSeconds(FAILURES);
    try (EventProducer producer = new EventProducer(kafka.bootstrapServers())) {
      for (int i = 0; i < FAILURES; i++) {
        Instant at = now.plusSeconds(i);
        producer.send("login-events", "u" + i, at.toEpochMilli(), failure(i, at));
        producer.send("api-events", "u" + i, at.toEpochMilli(), call(i, at));
        producer.send("dm-metadata-events", "u" + i, at.toEpochMilli(), message(i, at));
      }
      producer.send("login-events", new byte[0], now.toEpochMilli(), new byte[] {1, 2, 3});
      producer.flush();
    }
  }

  private static LoginEvent failure(int i, Instant at) {
    return LoginEvent.newBuilder()
        .setEventId("login-" + i)
        .setOccurredAt(at)
        .setAccountId("u" + i)
        .setIp("203.0.113.7")
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setFailureReason(FailureReason.BAD_CREDENTIAL)
        .build();
  }

  private static ApiEvent call(int i, Instant at) {
    return ApiEvent.newBuilder()
        .setEventId("call-" + i)
        .setOccurredAt(at)
        .setAccountId("u" + i)
        .setHttpMethod("GET")
        .setEndpoint("/v1/users/{id}")
        .setOperation(Operation.READ)
        .setResource(ResourceKind.PROFILE)
        .setStatus(200)
        .build();
  }

  private static DmMetadataEvent message(int i, Instant at) {
    return DmMetadataEvent.newBuilder()
        .setEventId("message-" + i)
        .setOccurredAt(at)
        .setKind(DmKind.MESSAGE_SENT)
        .setActorId("u" + i)
        .setConversationId("c" + i)
        .build();
  }

  Scrape scrape() throws Exception {
    job.checkAlive();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    return Scrape.of(
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    job.close();
    kafka.close();
  }
}
