package io.leakwatch.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrokersTest {

  private static final Brokers.Patience HASTY =
      new Brokers.Patience(Duration.ofMillis(900), Duration.ofSeconds(9), Duration.ofMillis(400));

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
    List.of("login-events", "api-events", "dm-metadata-events", "alerts", "dead-letters")
        .forEach(
            topic ->
                kafka.createTopic(topic, 1, Map.of("message.timestamp.type", "LogAppendTime")));
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Test
  void aBrokerThatIsSlowToAnswerIsAskedAgain() throws Exception {
    try (SlowDoor door = new SlowDoor(kafka.bootstrapServers(), 1)) {
      KafkaTopics.check(KafkaOptions.of("127.0.0.1:" + door.port()), HASTY);

      assertThat(door.opened()).isGreaterThan(1);
    }
    try (SlowDoor door = new SlowDoor(kafka.bootstrapServers(), Integer.MAX_VALUE)) {
      KafkaOptions options = KafkaOptions.of("127.0.0.1:" + door.port());
      Brokers.Patience little =
          new Brokers.Patience(
              Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofMillis(300));

      assertThatThrownBy(() -> KafkaTopics.check(options, little))
          .isInstanceOf(CommandFault.class)
          .hasMessageStartingWith(
              "127.0.0.1:%d takes connections but has not answered within 1 s; it is too busy,"
                  .formatted(door.port()));
    }
  }

  @Test
  void aTopicThatKeepsPersonalDataForEverIsMentioned() throws Exception {
    KafkaOptions options = KafkaOptions.of(kafka.bootstrapServers());
    kafka.createTopic("week", 1, Map.of("retention.ms", "604800000"));
    kafka.createTopic("compacted", 1, Map.of("cleanup.policy", "compact"));

    assertThat(TopicSettings.doubts(options))
        .singleElement()
        .asString()
        .startsWith("topic dead-letters keeps its records for ever;")
        .contains("Set its retention.ms");
    assertThat(TopicSettings.doubts(options.with(KafkaOptions.DEAD_LETTERS_TOPIC, "week")))
        .isEmpty();
    assertThat(TopicSettings.doubts(options.with(KafkaOptions.DEAD_LETTERS_TOPIC, "compacted")))
        .hasSize(1);
  }

  @Test
  void recordsThatWereDeletedBeforeTheyWereReadAreMentioned() throws Exception {
    KafkaOptions options =
        KafkaOptions.of(kafka.bootstrapServers()).with(KafkaOptions.GROUP_ID, "away");
    TopicPartition logins = new TopicPartition("login-events", 0);
    try (EventProducer events = new EventProducer(kafka.bootstrapServers());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      for (int i = 0; i < 5; i++) {
        events.send("login-events", new byte[0], 0L, new byte[] {1});
      }
      events.flush();
      assertThat(Unread.deleted(options)).isEmpty();
      admin.alterConsumerGroupOffsets("away", Map.of(logins, new OffsetAndMetadata(2))).all().get();
      admin.deleteRecords(Map.of(logins, RecordsToDelete.beforeOffset(2))).all().get();
      assertThat(Unread.deleted(options)).isEmpty();

      admin.deleteRecords(Map.of(logins, RecordsToDelete.beforeOffset(4))).all().get();
    }

    assertThat(Unread.deleted(options))
        .singleElement()
        .asString()
        .startsWith("2 records of login-events were deleted by Kafka before they were read");
  }
}
