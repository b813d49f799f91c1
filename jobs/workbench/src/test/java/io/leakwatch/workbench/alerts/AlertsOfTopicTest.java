package io.leakwatch.workbench.alerts;

import static io.leakwatch.workbench.alerts.AlertsRun.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsOfTopicTest {

  private static EmbeddedKafka kafka;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void close() {
    kafka.close();
  }

  private static void topic(String name, int partitions) {
    kafka.createTopic(name, partitions, Map.of("cleanup.policy", "compact"));
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] avro(Alert alert) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Alert.getEncoder().encode(alert, bytes);
    return bytes.toByteArray();
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, String id, byte[] value)
      throws Exception {
    byte[] key = id.getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
  }

  private Path config(String format, String topic) throws IOException {
    return Files.writeString(
        folder.resolve("leakwatch.yaml"),
        """
        kafka.bootstrap-servers: %s
        kafka.topics.alerts: %s
        alerts.format: %s
        """
            .formatted(kafka.bootstrapServers(), topic, format));
  }

  @Test
  void theLatestCommittedRevisionOfEachAlertIsListed() throws Exception {
    topic("alerts", 3);
    try (var plain = producer(Map.of());
        var transactional = producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "test"))) {
      send(plain, "alerts", "aaaaaaaa", avro(alert("aaaaaaaa", Severity.LOW, 10).build()));
      send(plain, "alerts", "gone0000", avro(alert("gone0000", Severity.LOW, 11).build()));
      transactional.initTransactions();
      transactional.beginTransaction();
      Alert.Builder second = alert("aaaaaaaa", Severity.HIGH, 70).setRevision(3);
      send(transactional, "alerts", "aaaaaaaa", avro(second.build()));
      transactional.commitTransaction();
      for (String id : new String[] {"aaaaaaaa", "bbbbbbbb", "cccccccc"}) {
        transactional.beginTransaction();
        Alert.Builder aborted = alert(id, Severity.CRITICAL, 99).setRevision(4);
        send(transactional, "alerts", id, avro(aborted.build()));
        transactional.abortTransaction();
      }
      send(plain, "alerts", "gone0000", null);
    }

    CommandRun list = CommandRun.of("alerts", "--kafka", kafka.bootstrapServers(), "--width", "80");

    assertThat(list.err()).isEmpty();
    assertThat(list.status()).isZero();
    assertThat(list.out())
        .isEqualTo(
            """
            alert     raised (UTC)  severity  risk  status  what happened
            aaaaaaaa  27 Nov 12:00  HIGH        70  open    Title of aaaaaaaa

            1 of 1 alert: 1 HIGH
            """);
    assertThat(CommandRun.of("show", "aaaa", "--kafka", kafka.bootstrapServers()).out())
        .startsWith("Title of aaaaaaaa\n");
  }

  @Test
  void theConfigurationSaysWhereAndHow() throws Exception {
    topic("json-alerts", 1);
    String line = JsonRecords.write(alert("aaaaaaaa", Severity.HIGH, 70).build());
    try (var plain = producer(Map.of())) {
      send(plain, "json-alerts", "aaaaaaaa", line.getBytes(StandardCharsets.UTF_8));
    }

    CommandRun json = CommandRun.of("alerts", "--config", config("json", "json-alerts"), "--json");
    CommandRun avro = CommandRun.of("alerts", "--config", config("avro", "json-alerts"));
    CommandRun ocsf = CommandRun.of("alerts", "--config", config("ocsf", "json-alerts"));

    assertThat(json.err()).isEmpty();
    assertThat(json.out()).isEqualTo("[" + line + "]\n");
    assertThat(avro.status()).isEqualTo(1);
    assertThat(avro.err())
        .startsWith(
            "leakwatch: 1 record of topic json-alerts cannot be read as Avro alerts of this version"
                + " or an earlier one, first partition 0, offset 0: ")
        .endsWith("; give --config with the alerts.format that the job was started with\n");
    assertThat(ocsf.status()).isEqualTo(1);
    assertThat(ocsf.err())
        .isEqualTo(
            "leakwatch: alerts.format is ocsf, which cannot be read back into alerts; only avro and"
                + " json can\n");
  }

  @Test
  void whatIsNoAlertIsCountedAndTheOthersAreListed() throws Exception {
    topic("mixed", 1);
    try (var plain = producer(Map.of())) {
      send(plain, "mixed", "x", "no alert\n\u001b".getBytes(StandardCharsets.UTF_8));
      send(plain, "mixed", "aaaaaaaa", avro(alert("aaaaaaaa", Severity.HIGH, 70).build()));
      send(plain, "mixed", "y", new byte[0]);
    }

    CommandRun list =
        CommandRun.of("alerts", "--kafka", kafka.bootstrapServers(), "--topic", "mixed");

    assertThat(list.status()).isZero();
    assertThat(list.out()).endsWith("1 of 1 alert: 1 HIGH\n");
    assertThat(list.err())
        .startsWith("leakwatch: warning: 2 records of topic mixed cannot be read as Avro alerts");
    assertThat(list.err().lines()).hasSize(1);
  }

  @Test
  void alertsThatAnEarlierVersionWroteAreRead() throws Exception {
    topic("earlier", 1);
    Schema schema;
    try (InputStream file = AlertFeed.class.getResourceAsStream("alert-1.avsc")) {
      schema = new Schema.Parser().parse(file);
    }
    assertThat(schema.getField("sources")).isNull();
    GenericRecord old = new GenericData.Record(schema);
    Alert now = alert("aaaaaaaa", Severity.HIGH, 70).setEvidence(List.of()).build();
    for (Schema.Field field : schema.getFields()) {
      old.put(field.name(), raw(field.schema(), now.get(field.name())));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(old, bytes);
    try (var plain = producer(Map.of())) {
      send(plain, "earlier", "aaaaaaaa", bytes.toByteArray());
    }

    CommandRun list =
        CommandRun.of("alerts", "--kafka", kafka.bootstrapServers(), "--topic", "earlier", "--csv");

    assertThat(list.err()).isEmpty();
    assertThat(list.out()).contains("\r\naaaaaaaa,2,open,HIGH,80,70,");
  }

  /** As a writer that knows no classes holds it. */
  private static Object raw(Schema schema, Object value) {
    return switch (schema.getType()) {
      case ENUM -> new GenericData.EnumSymbol(schema, value.toString());
      case LONG -> value instanceof Instant at ? at.toEpochMilli() : value;
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        IndexedRecord from = (IndexedRecord) value;
        for (Schema.Field field : schema.getFields()) {
          record.put(field.name(), raw(field.schema(), from.get(field.pos())));
        }
        yield record;
      }
      default -> value;
    };
  }

  @Test
  void anEmptyTopicHasNoAlerts() {
    topic("empty", 2);

    assertThat(
            CommandRun.of("alerts", "--kafka", kafka.bootstrapServers(), "--topic", "empty").out())
        .isEqualTo("0 of 0 alerts\n");
  }

  @Test
  void whatCannotBeReachedIsAFault() throws IOException {
    CommandRun noTopic =
        CommandRun.of("alerts", "--kafka", kafka.bootstrapServers(), "--topic", "nothing");
    CommandRun noBroker = CommandRun.of("alerts", "--kafka", "127.0.0.1:1");
    CommandRun noAddress = CommandRun.of("alerts", "--kafka", "nonsense");
    CommandRun noFile = CommandRun.of("alerts", "--config", folder.resolve("gone.yaml"));
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "alerts.form: json\n");

    assertThat(noTopic.status()).isEqualTo(1);
    assertThat(noTopic.err())
        .isEqualTo(
            "leakwatch: no topic nothing at "
                + kafka.bootstrapServers()
                + "; name another with --topic, or kafka.topics.alerts in --config\n");
    assertThat(noBroker.status()).isEqualTo(1);
    assertThat(noBroker.err())
        .isEqualTo(
            "leakwatch: no Kafka broker answers at 127.0.0.1:1: no connection can be made; check the"
                + " address, and whether the brokers are up\n");
    assertThat(noAddress.status()).isEqualTo(1);
    assertThat(noAddress.err())
        .startsWith("leakwatch: Kafka's client for nonsense cannot be made: Invalid url");
    assertThat(noFile.status()).isEqualTo(1);
    assertThat(CommandRun.of("alerts", "--config", wrong).status()).isEqualTo(2);
  }
}
