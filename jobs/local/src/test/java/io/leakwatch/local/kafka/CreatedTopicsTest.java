package io.leakwatch.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.StartCheck;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreatedTopicsTest {

  private static final StartCheck.Patience HASTY =
      new StartCheck.Patience(Duration.ofMillis(900), Duration.ofSeconds(9), Duration.ofMillis(50));
  private static final StartCheck.Patience NEARLY_NONE =
      new StartCheck.Patience(
          Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofMillis(50));

  private EmbeddedKafka kafka;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("dm-metadata-events", 2, Map.of());
  }

  @AfterEach
  void close() {
    kafka.close();
  }

  private KafkaOptions options() {
    return KafkaOptions.of(kafka.bootstrapServers())
        .with(KafkaOptions.LOGIN_TOPIC, "acme.auth")
        .with(KafkaOptions.API_TOPIC, "");
  }

  private static KafkaOptions creating(KafkaOptions options) {
    return options.with(KafkaOptions.CREATE_TOPICS, true).with(KafkaOptions.CREATED_PARTITIONS, 3);
  }

  private void topicsAreSetUp() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .containsExactlyInAnyOrder(
              "acme.auth",
              "dm-metadata-events",
              "alerts",
              "dead-letters",
              "alerts-history",
              "suppressions",
              "control",
              "control-status");
      Map<String, TopicDescription> topics =
          admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get();
      assertThat(topics.get("acme.auth").partitions()).hasSize(3);
      assertThat(topics.get("alerts").partitions()).hasSize(3);
      assertThat(topics.get("dead-letters").partitions()).hasSize(1);
      assertThat(topics.get("dm-metadata-events").partitions()).as("as it was").hasSize(2);
      assertThat(setting(admin, "acme.auth", "message.timestamp.type")).isEqualTo("LogAppendTime");
      assertThat(setting(admin, "alerts", "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(admin, "dead-letters", "retention.ms")).isEqualTo("604800000");
      assertThat(topics.get("alerts-history").partitions()).hasSize(3);
      assertThat(setting(admin, "alerts-history", "cleanup.policy")).isEqualTo("delete");
      assertThat(setting(admin, "alerts-history", "retention.ms")).isEqualTo("7776000000");
      assertThat(setting(admin, "alerts-history", "message.timestamp.type"))
          .isEqualTo("LogAppendTime");
      for (String topic : List.of("suppressions", "control", "control-status")) {
        assertThat(topics.get(topic).partitions()).as(topic).hasSize(1);
        assertThat(setting(admin, topic, "cleanup.policy")).as(topic).isEqualTo("compact");
      }
      assertThat(setting(admin, "dm-metadata-events", "message.timestamp.type"))
          .as("as it was")
          .isEqualTo("CreateTime");
    }
  }

  private static String setting(Admin admin, String topic, String key) throws Exception {
    ConfigResource asked = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(asked)).all().get().get(asked);
    return config.get(key).value();
  }

  @Test
  void aLocalRunMakesWhatIsMissingIfItIsToAndElseNamesIt() throws Exception {
    assertThatThrownBy(() -> KafkaTopics.check(options()))
        .isInstanceOf(CommandFault.class)
        .hasMessage(
            "no topic acme.auth, alerts, dead-letters at %s; create what is missing, set other"
                    .formatted(kafka.bootstrapServers())
                + " names under kafka.topics, or have them made with kafka.create-topics: true");

    KafkaTopics.check(creating(options()));

    topicsAreSetUp();
    KafkaTopics.check(options());
  }

  @Test
  void aClustersJobMakesWhatIsMissingIfItIsToAndElseNamesIt() throws Exception {
    assertThat(StartCheck.fault(options(), HASTY))
        .get()
        .asString()
        .startsWith(
            "no topic acme.auth, alerts, dead-letters at " + kafka.bootstrapServers() + ";");

    assertThat(StartCheck.fault(creating(options()), HASTY)).isEmpty();

    topicsAreSetUp();
    assertThat(StartCheck.fault(options(), HASTY)).isEmpty();
  }

  @Test
  void topicsOfDecisionsAreMadeThoughNoneIsToBeButOnlyIfNothingElseIsMissing() throws Exception {
    KafkaOptions without = options().with(KafkaOptions.ALERTS_HISTORY_TOPIC, "");
    assertThatThrownBy(() -> KafkaTopics.check(without)).hasMessageContaining("no topic acme.auth");
    assertThat(StartCheck.fault(without, HASTY)).isPresent();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get()).containsExactly("dm-metadata-events");
    }
    for (String topic : List.of("acme.auth", "alerts", "dead-letters")) {
      kafka.createTopic(topic, 1, Map.of());
    }

    KafkaTopics.check(without);
    assertThat(StartCheck.fault(options(), HASTY)).isEmpty();

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .contains("suppressions", "control", "control-status", "alerts-history");
      assertThat(setting(admin, "suppressions", "cleanup.policy")).isEqualTo("compact");
    }
  }

  @Test
  void aBusyBrokerIsNoMissingOne() throws Exception {
    try (SlowDoor door = new SlowDoor(kafka.bootstrapServers(), 1)) {
      KafkaOptions slow =
          options().with(KafkaOptions.BOOTSTRAP_SERVERS, "127.0.0.1:" + door.port());

      assertThat(StartCheck.fault(slow, HASTY)).get().asString().startsWith("no topic acme.auth");
      assertThat(door.opened()).isGreaterThan(1);
    }
  }

  @Test
  void whereNobodyListensTheClusterIsLeftToFindOutUnlessTopicsAreToBeMade() throws Exception {
    int port;
    try (ServerSocket free =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      port = free.getLocalPort();
    }
    KafkaOptions nobody = options().with(KafkaOptions.BOOTSTRAP_SERVERS, "127.0.0.1:" + port);

    assertThat(StartCheck.fault(nobody, NEARLY_NONE)).isEmpty();
    assertThat(StartCheck.fault(creating(nobody), NEARLY_NONE))
        .get()
        .asString()
        .startsWith("Kafka at 127.0.0.1:%d was waited for".formatted(port));
  }
}
