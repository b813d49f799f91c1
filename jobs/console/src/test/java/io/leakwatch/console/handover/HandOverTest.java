package io.leakwatch.console.handover;

import static io.leakwatch.console.handover.SomeAlerts.alert;
import static io.leakwatch.console.handover.SomeAlerts.rule;
import static io.leakwatch.console.handover.SomeAlerts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.console.config.WebhookRule;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Alerts on a real topic, and a real receiver. */
class HandOverTest {

  private static EmbeddedKafka broker;
  private static KafkaProducer<byte[], byte[]> producer;
  private Inbox inbox;
  private KafkaOptions kafka;
  private String topic;

  @BeforeAll
  static void startKafka() {
    broker = EmbeddedKafka.start();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void endKafka() {
    producer.close(Duration.ZERO);
    broker.close();
  }

  @BeforeEach
  void make(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    EmbeddedKafka.createTopic(broker.bootstrapServers(), topic, 1, Map.of());
    kafka =
        KafkaOptions.of(broker.bootstrapServers())
            .with(KafkaOptions.ALERTS_TOPIC, topic)
            .with(KafkaOptions.GROUP_ID, topic);
    inbox = new Inbox();
  }

  @AfterEach
  void end() {
    inbox.close();
  }

  private HandOver start(WebhookRule... rules) {
    HandOver all =
        HandOver.of(
            kafka,
            ConsoleSettings.defaults().with(List.of(rules)),
            Clock.systemUTC(),
            Duration.ofMillis(20));
    all.start();
    awaitPlaces(rules);
    return all;
  }

  /** What comes later is new to them. */
  private void awaitPlaces(WebhookRule... rules) {
    try (Admin admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      for (WebhookRule rule : rules) {
        Awaitility.await()
            .until(
                () ->
                    !admin
                        .listConsumerGroupOffsets(topic + "-handover-" + rule.name())
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .isEmpty());
      }
    }
  }

  private void raise(Alert... alerts) throws Exception {
    for (Alert alert : alerts) {
      byte[] bytes = new byte[Alert.getEncoder().encode(alert).remaining()];
      Alert.getEncoder().encode(alert).get(bytes);
      send(alert.getAlertId(), bytes);
    }
  }

  private void send(String key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
  }

  private void awaitKeys(String... keys) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(inbox.keys()).containsExactly(keys));
  }

  private static HandOverStatus only(HandOver all) {
    assertThat(all.status()).hasSize(1);
    return all.status().get(0);
  }

  @Test
  void whatComesIsHandedOverOnceAndWhatWasThereIsNot() throws Exception {
    raise(alert("old", 1, Severity.CRITICAL));
    WebhookRule rule = rule("siem", inbox.url("/in?token=very-secret"));
    try (HandOver all = start(rule)) {
      raise(
          alert("old", 2, Severity.CRITICAL),
          alert("a", 1, Severity.HIGH),
          alert("low", 1, Severity.LOW),
          alert("a", 2, Severity.HIGH),
          Alert.newBuilder(alert("shadow", 1, Severity.HIGH)).setMode(AlertMode.SHADOW).build(),
          alert("a", 3, Severity.CRITICAL));
      send("gone", null);
      send("broken", new byte[] {1, 2, 3});
      raise(alert("b", 1, Severity.HIGH));

      awaitKeys("a:1:siem", "a:3:siem", "b:1:siem");
      Inbox.Letter letter = inbox.letters().get(0);
      assertThat(new Signature(SomeAlerts.SECRET).of(message(letter), seconds(letter)))
          .isEqualTo(letter.signature());
      Awaitility.await().until(() -> only(all).delivered() == 3);
      assertThat(only(all).skipped()).isEqualTo(1);
      assertThat(only(all).lastError()).contains("is no alert");
      assertThat(only(all).url()).isEqualTo("127.0.0.1");
      assertThat(all.status().toString()).doesNotContain("very-secret");
    }
  }

  private static Message message(Inbox.Letter letter) {
    return new Message(letter.key(), letter.body());
  }

  private static long seconds(Inbox.Letter letter) {
    return Long.parseLong(letter.timestamp());
  }

  @Test
  void whatIsNotTakenIsSentAgainAsItWas() throws Exception {
    inbox.answers = number -> List.of(500, 429, 302, 401, 204, 200).get(number);
    try (HandOver all = start(rule("siem", inbox.url("/in")))) {
      raise(alert("a", 1, Severity.HIGH), alert("b", 1, Severity.HIGH));

      awaitKeys("a:1:siem", "a:1:siem", "a:1:siem", "a:1:siem", "a:1:siem", "b:1:siem");
      assertThat(inbox.letters().stream().limit(5).map(Inbox.Letter::body).distinct()).hasSize(1);
      Awaitility.await().until(() -> only(all).delivered() == 2);
      assertThat(only(all).failed()).isZero();
    }
  }

  @Test
  void whatTheReceiverRefusesOrIsDownForTooLongFailsAndTheNextIsSent() throws Exception {
    inbox.answers = number -> number == 0 ? 422 : 200;
    int closedPort;
    try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
      closedPort = free.getLocalPort();
    }
    WebhookRule siem = rule("siem", inbox.url("/in"));
    WebhookRule down =
        with(
            rule("down", "http://127.0.0.1:" + closedPort + "/very-secret"),
            WebhookOptions.GIVE_UP_AFTER,
            Duration.ofMillis(100));
    try (HandOver all = start(siem, down)) {
      raise(alert("a", 1, Severity.HIGH), alert("b", 1, Severity.HIGH));

      awaitKeys("a:1:siem", "b:1:siem");
      Awaitility.await().until(() -> all.status().get(1).failed() == 2);
      Awaitility.await().until(() -> all.status().get(0).delivered() == 1);
      assertThat(all.status().get(0).failures()).containsExactly("a:1:siem");
      assertThat(all.status().get(0).lastError()).isEqualTo("answers with status 422");
      assertThat(all.status().get(1).failures()).containsExactly("a:1:down", "b:1:down");
      assertThat(all.status().get(1).lastError()).isEqualTo("cannot be reached, or breaks off");
    }
  }

  @Test
  void aNewStartGoesOnWhereTheLastOneEnded() throws Exception {
    AtomicBoolean takes = new AtomicBoolean(true);
    inbox.answers = number -> takes.get() ? 200 : 503;
    WebhookRule rule = rule("siem", inbox.url("/in"));
    try (HandOver first = start(rule)) {
      raise(alert("a", 1, Severity.HIGH));
      Awaitility.await().until(() -> only(first).delivered() == 1);
      takes.set(false);
      raise(alert("b", 1, Severity.HIGH));
      Awaitility.await().until(() -> "b:1:siem".equals(only(first).waiting()));
      assertThat(only(first).lastError()).isEqualTo("answers with status 503");
    }
    raise(alert("a", 2, Severity.HIGH), alert("b", 2, Severity.HIGH), alert("c", 1, Severity.HIGH));
    takes.set(true);
    int before = inbox.letters().size();
    try (HandOver second = start(rule)) {
      Awaitility.await().until(() -> only(second).delivered() == 2);
      raise(alert("d", 1, Severity.HIGH));
      Awaitility.await().until(() -> only(second).delivered() == 3);

      assertThat(inbox.keys().subList(before, inbox.keys().size()))
          .containsExactly("b:1:siem", "c:1:siem", "d:1:siem");
    }
  }

  @Test
  void twoConsolesDoNotSendTheSameTwice() throws Exception {
    WebhookRule rule = rule("siem", inbox.url("/in"));
    try (HandOver one = start(rule);
        HandOver other = start(rule)) {
      for (int i = 0; i < 5; i++) {
        raise(alert("a" + i, 1, Severity.HIGH));
      }
      Awaitility.await().until(() -> only(one).delivered() + only(other).delivered() == 5);
      assertThat(inbox.keys()).doesNotHaveDuplicates().hasSize(5);
    }
  }

  @Test
  void withoutKafkaItWaits() throws IOException {
    KafkaOptions nobody = KafkaOptions.of("127.0.0.1:1");
    ConsoleSettings settings =
        ConsoleSettings.defaults().with(List.of(rule("siem", inbox.url("/in"))));

    try (HandOver all = HandOver.of(nobody, settings, Clock.systemUTC())) {
      all.start();
      assertThat(only(all).delivered()).isZero();
    }
    assertThat(inbox.letters()).isEmpty();
  }
}
