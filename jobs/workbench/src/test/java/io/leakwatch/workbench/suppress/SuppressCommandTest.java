package io.leakwatch.workbench.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageStatus;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.schemas.Verdict;
import io.leakwatch.workbench.CommandRun;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressCommandTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir private static Path folder;
  private static EmbeddedKafka kafka;
  private static Path config;

  @BeforeAll
  static void start() throws Exception {
    TrustedSchemas.trust();
    kafka = EmbeddedKafka.start();
    kafka.createTopic("login-events", 1, Map.of("message.timestamp.type", "LogAppendTime"));
    for (String topic : List.of("alerts", "dead-letters", "triage")) {
      kafka.createTopic(topic, 1, Map.of());
    }
    config =
        Files.writeString(
            folder.resolve("leakwatch.yaml"),
            """
            kafka.bootstrap-servers: %s
            kafka.topics.api-events: ""
            kafka.topics.dm-metadata-events: ""
            checkpoints.interval: 200ms
            time.idle-after: 4s
            """
                .formatted(kafka.bootstrapServers()));
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  private static CommandRun suppress(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "suppress";
    all[1] = "--config";
    all[2] = config.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return CommandRun.of((Object[]) all);
  }

  private static void stuffing(int address) throws Exception {
    try (EventProducer events = new EventProducer(kafka.bootstrapServers())) {
      for (int i = 0; i < 20; i++) {
        events.send(
            "login-events",
            null,
            NOON.toEpochMilli(),
            LoginEvent.newBuilder()
                .setEventId(address + "-" + i)
                .setOccurredAt(NOON.plusSeconds(address * 60L + i))
                .setAction(LoginAction.LOGIN)
                .setOutcome(LoginOutcome.FAILURE)
                .setFailureReason(FailureReason.BAD_CREDENTIAL)
                .setAccountId("u" + address + "-" + i)
                .setIp("203.0.113." + address)
                .build());
      }
      events.flush();
    }
  }

  private static void judge(Alert alert, Verdict verdict) throws Exception {
    ByteBuffer value =
        Triage.newBuilder()
            .setAlertId(alert.getAlertId())
            .setSequence(1)
            .setStatus(TriageStatus.CLOSED)
            .setVerdict(verdict)
            .setRevisionJudged(1)
            .setAuthor("bea")
            .setAt(NOON)
            .build()
            .toByteBuffer();
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "triage", alert.getAlertId().getBytes(StandardCharsets.UTF_8), bytes))
          .get();
    }
  }

  private static List<Alert> alerts() throws Exception {
    return new DecisionTopics(JobConfig.readForKafka(config).kafka())
        .alerts().stream()
            .filter(alert -> alert.getDetectorId().equals("credential-stuffing"))
            .toList();
  }

  @Test
  void aSuppressionIsPreviewedMadeListedAndWithdrawnWhileTheJobRuns() throws Exception {
    JobConfig job = JobConfig.readForKafka(config);
    KafkaTopics.check(job.kafka());
    try (LocalJob running = LocalJob.start(job, "none")) {
      stuffing(1);
      stuffing(2);
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> alerts().size() >= 2);
      for (Alert alert : alerts()) {
        boolean isFirst = alert.getSubject().getId().endsWith(".1");
        judge(alert, isFirst ? Verdict.TRUE_POSITIVE : Verdict.FALSE_POSITIVE);
      }

      CommandRun preview =
          suppress("--detector", "credential-stuffing", "--subject", "ADDRESS:203.*", "--preview");
      assertThat(preview.status()).as(preview.err()).isZero();
      assertThat(preview.out())
          .contains("2 alerts of the 30 days up to 2026-03-02T12:")
          .contains(": 1 judged true, 0 true but benign, 1 false, 0 duplicates, 0 judged by nobody")
          .containsPattern("credential-stuffing +ADDRESS 203.0.113.1 +true ")
          .containsPattern("credential-stuffing +ADDRESS 203.0.113.2 +false ");
      assertThat(suppress("--list").out()).isEqualTo("no suppressions\n");

      CommandRun made =
          suppress(
              "--network",
              "203.0.113.0/30",
              "--from",
              "2026-03-02T12:02:30Z",
              "--author",
              "ann",
              "--reason",
              "our own scanner");
      assertThat(made.status()).as(made.err()).isZero();
      assertThat(made.out())
          .contains("it would have hidden 2 alerts")
          .contains("the job has accepted it\n");
      stuffing(3);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                running.checkAlive();
                return alerts().stream().anyMatch(alert -> alert.getSuppressedBy() != null);
              });

      Matcher id = Pattern.compile("made suppression (\\S+): ").matcher(made.out());
      assertThat(id.find()).isTrue();
      assertThat(suppress("--list").out())
          .contains(id.group(1))
          .contains("expired")
          .contains("ann")
          .contains("203.0.113.0/30");
      CommandRun withdrawn = suppress("--withdraw", id.group(1), "--reason", "the scanner is gone");
      assertThat(withdrawn.status()).as(withdrawn.err()).isZero();
      assertThat(withdrawn.out()).contains("withdrew suppression").contains("the job has accepted");
      assertThat(suppress("--list").out()).contains("withdrawn").contains("the scanner is gone");
      assertThat(suppress("--withdraw", id.group(1), "--reason", "again").err())
          .contains("was withdrawn already");
      assertThat(suppress("--withdraw", "s-9", "--reason", "again").err())
          .contains("no suppression 's-9'; 'suppress --list' lists them");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--network 203.0.113.0/24 | Missing required option: '--reason=TEXT'",
        "--preview | it is about every alert; give a detector, a subject or a network",
        "--preview --network 203.0.113.7/24 | is 203.0.113.0/24 meant?",
        "--preview --detector nothing --days 91 | at most 90 days after holds_from are allowed",
        "--preview --detector nothing | no detector 'nothing'",
        "--preview --subject u7 | --subject 'u7' has no type; write it as ACCOUNT:u7, say, or *:u7",
        "--preview --subject USER:u7 | --subject: no type 'USER'; there are ACCOUNT, ADDRESS,",
        "--preview --list | give only one of --preview, --list and --withdraw",
        "--list --network 203.0.113.0/24 | go with a new suppression only",
        "--run there --reason x | --run goes with --preview",
      })
  void whatMakesNoSenseIsRefused(String arguments, String words) {
    CommandRun refused = suppress(arguments.split(" "));

    assertThat(refused.status()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).contains(words);
  }

  @Test
  void aReplaysFolderCanBeAskedWithoutAnyKafka() throws Exception {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.writeString(run.resolve("alerts.jsonl"), "");

    CommandRun preview =
        CommandRun.of("suppress", "--run", run.toString(), "--preview", "--subject", "*:u7");

    assertThat(preview.status()).as(preview.err()).isZero();
    assertThat(preview.out()).isEqualTo("there are no alerts yet that it could have hidden\n");
  }
}
