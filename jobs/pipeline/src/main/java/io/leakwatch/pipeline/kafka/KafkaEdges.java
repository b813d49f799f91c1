package io.leakwatch.pipeline.kafka;

import io.leakwatch.pipeline.decisions.CommandSource;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.Sources;
import io.leakwatch.pipeline.formats.EventFormat;
import io.leakwatch.pipeline.raise.AlertSink;
import io.leakwatch.pipeline.raise.Sinks;
import io.leakwatch.pipeline.registry.SchemaIds;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.EventKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The job's edges to Kafka: the topics it reads as sources, those it writes as sinks. */
public final class KafkaEdges {

  private static final long ANY_TIME_AHEAD = Long.MAX_VALUE;

  private KafkaEdges() {}

  /**
   * A source for each topic that is configured.
   *
   * @param maxAhead an event this much ahead of its record's timestamp is refused
   * @param looksUp whether positions and operators are added to events that have none
   * @param names whose a name is
   * @param watermarks how far time has come in a partition
   */
  public static Sources sources(
      KafkaOptions kafka,
      Duration maxAhead,
      boolean looksUp,
      AccountNames names,
      WatermarkStrategy<Arrival> watermarks) {
    List<Sources.Named> sources = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      if (!kafka.topic(kind).isEmpty()) {
        KafkaEvents events =
            new KafkaEvents(
                SourceOptions.format(kind, kafka),
                maxAhead.toMillis(),
                looksUp,
                names,
                properties(kafka));
        sources.add(source(kind, kafka, events, watermarks));
      }
    }
    return new Sources(sources);
  }

  /**
   * What reads a topic of events as the job does, but refuses none for the time it claims, and
   * takes no short way.
   *
   * <p>It throws {@link SchemaIds.NotWaitedFor} where a registry does not answer soon.
   */
  public static EventFormat format(EventKind kind, KafkaOptions kafka) {
    return SourceOptions.format(kind, kafka)
        .open(ANY_TIME_AHEAD, false, AccountNames.USUAL, SchemaIds.Patience.OF_A_COMMAND);
  }

  private static Sources.Named source(
      EventKind kind,
      KafkaOptions kafka,
      KafkaEvents events,
      WatermarkStrategy<Arrival> watermarks) {
    KafkaSource<Arrival> source =
        KafkaSource.<Arrival>builder()
            .setBootstrapServers(kafka.get(KafkaOptions.BOOTSTRAP_SERVERS))
            .setGroupId(kafka.get(KafkaOptions.GROUP_ID))
            .setTopics(kafka.topic(kind))
            .setStartingOffsets(start(kafka.get(KafkaOptions.START_FROM)))
            .setProperties(properties(kafka))
            .setDeserializer(events)
            .build();
    String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Sources.Named(name, source, watermarks, 0);
  }

  @SuppressWarnings("deprecation") // the connector still asks for Kafka's old name of it
  private static OffsetsInitializer start(String from) {
    return switch (from) {
      case "earliest" -> OffsetsInitializer.earliest();
      case "latest" -> OffsetsInitializer.latest();
      default -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    };
  }

  static Properties properties(KafkaOptions kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka.properties());
    properties.setProperty(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.get(KafkaOptions.BOOTSTRAP_SERVERS));
    return properties;
  }

  /**
   * Alerts keyed by their id, dead letters with the key of the record that was refused, and answers
   * by the id of the command.
   *
   * @param checkpointTimeout how long a checkpoint may take
   */
  public static Sinks sinks(KafkaOptions kafka, Duration checkpointTimeout) {
    AlertFormat format = AlertFormat.of(kafka.get(KafkaOptions.ALERTS_FORMAT));
    String alerts = kafka.get(KafkaOptions.ALERTS_TOPIC);
    String history = kafka.get(KafkaOptions.ALERTS_HISTORY_TOPIC);
    String answers = kafka.get(KafkaOptions.CONTROL_STATUS_TOPIC);
    return new Sinks(
        history.isEmpty()
            ? AlertSink.of(
                sink(kafka, alerts, new KafkaRecords<>(alerts, AlertRecords::key, format::write)))
            : AlertSink.withHistory(sink(kafka, alerts, new AlertRecords(alerts, format, history))),
        sink(
            kafka,
            kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC),
            new KafkaRecords<>(
                kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC),
                letter -> letter.getKey() == null ? null : letter.getKey().array(),
                AlertFormat::avro)),
        answers.isEmpty() ? null : answers(kafka, answers),
        kafka.isExactlyOnce() ? Transactions.sealedWithin(kafka, checkpointTimeout) : null);
  }

  /** Nobody counts answers: the last one to a command holds, so one may come twice. */
  private static KafkaSink<ControlStatus> answers(KafkaOptions kafka, String topic) {
    return KafkaSink.<ControlStatus>builder()
        .setBootstrapServers(kafka.get(KafkaOptions.BOOTSTRAP_SERVERS))
        .setKafkaProducerConfig(producer(kafka))
        .setRecordSerializer(
            new KafkaRecords<>(
                topic,
                answer -> answer.getCommandId().getBytes(StandardCharsets.UTF_8),
                KafkaEdges::avro))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /** Two references to one method of several types are one once they were sent to a task. */
  private static byte[] avro(ControlStatus answer) {
    return AlertFormat.avro(answer);
  }

  /** Suppressions and controls; nobody decides anything where there is no topic for either. */
  public static CommandSource commands(KafkaOptions kafka) {
    boolean areNone =
        kafka.get(KafkaOptions.SUPPRESSIONS_TOPIC).isEmpty()
            && kafka.get(KafkaOptions.CONTROL_TOPIC).isEmpty();
    return areNone ? CommandSource.none() : CommandSource.live(() -> new CommandTopics(kafka));
  }

  /**
   * A sink.
   *
   * @param topic after which its transactions are named
   */
  private static <T> KafkaSink<T> sink(
      KafkaOptions kafka, String topic, KafkaRecordSerializationSchema<T> records) {
    var sink =
        KafkaSink.<T>builder()
            .setBootstrapServers(kafka.get(KafkaOptions.BOOTSTRAP_SERVERS))
            .setKafkaProducerConfig(producer(kafka))
            .setRecordSerializer(records);
    if (kafka.isExactlyOnce()) {
      sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
          .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
          .setTransactionalIdPrefix(kafka.transactionsOf(topic));
    } else {
      sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
    }
    return sink.build();
  }

  /** The producers' properties. */
  static Properties producer(KafkaOptions kafka) {
    Properties properties = properties(kafka);
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Long.toString(Transactions.givenUpAfter(kafka).toMillis()));
    return properties;
  }
}
