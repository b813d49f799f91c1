package io.leakwatch.local.kafka;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/kafka.md says is needed is enough, and each piece of it is needed. */
class SecuredKafkaTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String SCRAM =
      """
      security.protocol: SASL_SSL
        sasl.mechanism: SCRAM-SHA-256
        sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required\
       username="scram" password="${file:%s}";""";
  private static final String PLAIN =
      SCRAM
          .replace("SCRAM-SHA-256", "PLAIN")
          .replace("scram.Scram", "plain.Plain")
          .replace("\"scram\"", "\"plain\"");

  private static final Brokers.Patience HASTY =
      new Brokers.Patience(Duration.ofMillis(900), Duration.ofSeconds(9), Duration.ofMillis(400));

  @TempDir private static Path folder;
  private static Path password;
  private static final List<String> TOPICS =
      List.of(
          ("login-events api-events alerts dead-letters alerts-history suppressions control"
                  + " control-status")
              .split(" "));

  private static SecuredKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    TrustedSchemas.trust();
    password = Files.writeString(folder.resolve("password"), SecuredKafka.PASSWORD + "\n");
    kafka = new SecuredKafka(folder);
    TOPICS.forEach(topic -> kafka.broker().createTopic(topic, 1, Map.of()));
    kafka.grant(READ, TOPIC, LITERAL, "login-events", "api-events", "suppressions", "control");
    kafka.grant(READ, TOPIC, LITERAL, "alerts", "alerts-history", "dead-letters");
    kafka.grant(WRITE, TOPIC, LITERAL, "alerts", "alerts-history", "dead-letters");
    kafka.grant(WRITE, TOPIC, LITERAL, "control-status");
    kafka.grant(READ, GROUP, LITERAL, "leakwatch");
    kafka.grant(WRITE, TRANSACTIONAL_ID, PREFIXED, "leakwatch-");
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  private static JobConfig config(int port, String properties) throws IOException {
    Path file = Files.createTempFile(folder, "leakwatch", ".yaml");
    Files.writeString(
        file,
        """
        kafka.bootstrap-servers: 127.0.0.1:%d
        kafka.topics.dm-metadata-events: ""
        checkpoints.interval: 100ms
        time.idle-after: 1s
        kafka.properties:
          %s
        """
            .formatted(port, properties));
    return JobConfig.readForKafka(file);
  }

  private static String stores(String... kindsAndNames) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < kindsAndNames.length; i += 2) {
      kafka
          .store(kindsAndNames[i], kindsAndNames[i + 1])
          .forEach((key, value) -> lines.append("\n  ").append(key).append(": ").append(value));
    }
    return lines.toString();
  }

  private static KafkaOptions signedIn(String how, String trusted) throws IOException {
    return config(kafka.signedPort, how.formatted(password) + stores("truststore", trusted))
        .kafka();
  }

  private static String refusal(KafkaOptions options) {
    Throwable fault = catchThrowable(() -> KafkaTopics.check(options, HASTY));
    assertThat(fault).isInstanceOf(CommandFault.class);
    assertThat(fault.getMessage()).doesNotContain("hunter2");
    return fault.getMessage();
  }

  @Test
  void theJobRunsExactlyOnceWithTheDocumentedRights() throws Exception {
    JobConfig config =
        config(kafka.signedPort, SCRAM.formatted(password) + stores("truststore", "of-broker"));
    KafkaTopics.check(config.kafka());
    assertThat(TopicSettings.doubts(config.kafka())).as("without DescribeConfigs").isEmpty();
    try (EventProducer events = new EventProducer(kafka.broker().bootstrapServers())) {
      for (int i = 0; i < 15; i++) {
        Instant at = NOON.plusSeconds(i);
        events.send("login-events", "u" + i, at.toEpochMilli(), failed("u" + i, at));
      }
      events.flush();
    }

    try (LocalJob job = LocalJob.start(config, "none")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(job.counters().get("evaluated")).isEqualTo(15));
      job.drain(Duration.ofSeconds(60));
    }

    List<Alert> alerts = new ArrayList<>();
    TopicContents.read(config.kafka(), "alerts", record -> alerts.add(alert(record.value())));
    assertThat(alerts).extracting(Alert::getDetectorId).containsOnly("credential-stuffing");
  }

  private static Alert alert(byte[] value) {
    try {
      return AlertVersions.decoder().decode(value);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  private static LoginEvent failed(String account, Instant at) {
    return LoginEvent.newBuilder()
        .setEventId("e-" + account)
        .setOccurredAt(at)
        .setAccountId(account)
        .setIp("203.0.113.7")
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setFailureReason(FailureReason.BAD_CREDENTIAL)
        .build();
  }

  @Test
  void kafkasOwnClientsMayLookUpSecrets() throws Exception {
    Path secrets =
        Files.writeString(
            folder.resolve("kafka.secrets"), "trust=" + SecuredKafka.STORE_PASSWORD + "\n");
    String stores =
        stores("truststore", "of-broker")
            .replace(SecuredKafka.STORE_PASSWORD, "$${file:" + secrets + ":trust}");
    JobConfig config =
        config(
            kafka.signedPort,
            SCRAM.formatted(password)
                + stores
                + """

                  config.providers: file
                  config.providers.file.class: org.apache.kafka.common.config.provider.FileConfigProvider
                """);

    KafkaTopics.check(config.kafka());

    assertThat(config.kafka().properties().values()).noneMatch(SecuredKafka.STORE_PASSWORD::equals);
  }

  @Test
  void onePasswordInTheClearOrACertificateSignsInToo() throws Exception {
    KafkaTopics.check(signedIn(PLAIN, "of-broker"));
    KafkaTopics.check(
        config(
                kafka.mutualPort,
                "security.protocol: SSL" + stores("truststore", "of-broker", "keystore", "client"))
            .kafka());
  }

  @ParameterizedTest
  @CsvSource({
    "READ,  TOPIC,            LITERAL,  login-events, Read topic login-events",
    "READ,  TOPIC,            LITERAL,  alerts,       Read topic alerts",
    "WRITE, TOPIC,            LITERAL,  dead-letters, Write topic dead-letters",
    "WRITE, TOPIC,            LITERAL,  alerts-history, where there is no such topic yet: alerts-",
    "READ,  TOPIC,            LITERAL,  suppressions, Read topic suppressions",
    "READ,  TOPIC,            LITERAL,  control,      Read topic control",
    "WRITE, TOPIC,            LITERAL,  control-status, Write topic control-status",
    "READ,  GROUP,            LITERAL,  leakwatch,    Read group leakwatch",
    "WRITE, TRANSACTIONAL_ID, PREFIXED, leakwatch-,   Write transactional ids that begin with"
        + " leakwatch-alerts",
  })
  void eachDocumentedRightIsNeeded(
      AclOperation right, ResourceType type, PatternType pattern, String name, String words)
      throws Exception {
    KafkaOptions options = signedIn(SCRAM, "of-broker");
    kafka.revoke(right, type, pattern, name);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(refusal(options))
                      .contains("127.0.0.1:" + kafka.signedPort + " refuses: the right is missing")
                      .contains(words)
                      .contains("docs/kafka.md"));
    } finally {
      kafka.grant(right, type, pattern, name);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> KafkaTopics.check(options));
    }
  }

  @Test
  void aRightThatCannotBeAskedForIsNamedWhenTheJobFails() {
    Throwable fault =
        new IllegalStateException("task failed", new TransactionalIdAuthorizationException("no"));

    assertThat(Refusal.ofRights(fault))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .startsWith("the right is missing to Write transactional ids that begin with"));
  }

  @Test
  void whoIsNotLetInIsNotSentToLookForTheBroker() throws Exception {
    Path other = Files.writeString(folder.resolve("other"), "hunter2");
    String address = "127.0.0.1:" + kafka.signedPort;

    assertThat(
            refusal(
                config(kafka.signedPort, SCRAM.formatted(other) + stores("truststore", "of-broker"))
                    .kafka()))
        .startsWith(address + " does not accept how the job signs in: Authentication failed")
        .contains("check kafka.properties.sasl.mechanism and sasl.jaas.config");
    assertThat(refusal(signedIn(SCRAM, "of-client")))
        .startsWith("the certificate of " + address + " is signed by nobody who is trusted;");
    assertThat(refusal(config(kafka.signedPort, "client.id: job").kafka()))
        .startsWith(address + " wants TLS, but kafka.properties.security.protocol is PLAINTEXT;");
    assertThat(
            refusal(
                config(
                        kafka.mutualPort,
                        "security.protocol: SSL" + stores("truststore", "of-broker"))
                    .kafka()))
        .startsWith("127.0.0.1:" + kafka.mutualPort + " wants a certificate of the job");
  }

  @Test
  void aStoreThatCannotBeOpenedIsNamedWithItsKey() throws Exception {
    String trust = stores("truststore", "of-broker");
    String file = kafka.file("of-broker").toString();
    String secured = SCRAM.formatted(password);

    assertThat(refusal(config(1, secured + trust.replace(file, file + "x")).kafka()))
        .isEqualTo(
            "cannot read the trust store %sx: there is no such file; check".formatted(file)
                + " kafka.properties.ssl.truststore.location");
    assertThat(refusal(config(1, secured + trust.replace("store-h", "h")).kafka()))
        .isEqualTo(
            "cannot read the trust store %s: its password is another one; check".formatted(file)
                + " kafka.properties.ssl.truststore.password");
    assertThat(refusal(config(1, secured + trust.replace(file, password.toString())).kafka()))
        .startsWith("cannot read the trust store " + password + ": it is no store of type PKCS12;");
    assertThat(refusal(config(1, secured + trust + stores("keystore", "of-client")).kafka()))
        .contains("of-client.p12: there is no key in it, only certificates;");
  }
}
