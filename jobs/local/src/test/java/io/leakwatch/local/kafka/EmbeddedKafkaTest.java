package io.leakwatch.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {

  private static final long LONG_AGO = 1_000L;
  private static final long FAR_AHEAD = 32_503_680_000_000L;

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  @Test
  void whatIsProducedIsConsumedWhateverItsTimestamp() throws Exception {
    kafka.createTopic("events", 1, Map.of());

    try (KafkaProducer<String, String> producer = producer(Map.of())) {
      for (long timestamp : List.of(LONG_AGO, FAR_AHEAD)) {
        var record = new ProducerRecord<>("events", 0, timestamp, "key", "at " + timestamp);
        producer.send(record).get(30, TimeUnit.SECONDS);
      }
    }

    assertThat(consume("events", 2)).containsExactly("at 1000", "at 32503680000000");
  }

  @Test
  void transactionsWorkOnTheOneNode() throws Exception {
    kafka.createTopic("alerts", 2, Map.of("cleanup.policy", "compact"));

    try (var producer = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("alerts", "a", "committed")).get(30, TimeUnit.SECONDS);
      producer.commitTransaction();
    }

    assertThat(consume("alerts", 1)).containsExactly("committed");
  }

  @Test
  void aTopicThatIsStampedByItsProducersIsNamedAndOneThatIsMissingIsNot() throws Exception {
    kafka.createTopic("stamped-by-producers", 1, Map.of());
    kafka.createTopic("stamped", 1, Map.of("message.timestamp.type", "LogAppendTime"));
    KafkaOptions topics =
        KafkaOptions.of(kafka.bootstrapServers())
            .with(KafkaOptions.LOGIN_TOPIC, "stamped-by-producers")
            .with(KafkaOptions.API_TOPIC, "stamped")
            .with(KafkaOptions.DM_TOPIC, "missing");

    assertThat(TopicSettings.doubts(topics))
        .containsExactly(
            "records on stamped-by-producers carry their producers' time, which may be wrong. Set"
                + " message.timestamp.type=LogAppendTime");
    assertThat(TopicSettings.doubts(topics.with(KafkaOptions.LOGIN_TOPIC, "stamped"))).isEmpty();
  }

  @Test
  void aTopicThatExistsIsAFaultThatNamesIt() {
    kafka.createTopic("twice", 1, Map.of());

    assertThatThrownBy(() -> kafka.createTopic("twice", 1, Map.of()))
        .isInstanceOf(CommandFault.class)
        .hasMessage("topic twice was not created: Topic 'twice' already exists.");
  }

  @Test
  void twoBrokersLiveSideBySideAndClosingLeavesNothingBehind() {
    EmbeddedKafka second = EmbeddedKafka.start();
    Path folder = second.folder();
    assertThat(folder).isDirectory();
    assertThat(second.bootstrapServers())
        .matches("127\\.0\\.0\\.1:\\d+")
        .isNotEqualTo(kafka.bootstrapServers());

    second.close();

    assertThat(folder).doesNotExist();
    assertThatCode(second::close).doesNotThrowAnyException();
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static List<String> consume(String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            "test-" + topic,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(each -> values.add(each.value()));
                return values.size() >= count;
              });
    }
    return values;
  }
}
