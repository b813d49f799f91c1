package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.option.Option;
import io.leakwatch.pipeline.decisions.AllCommands;
import io.leakwatch.pipeline.decisions.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suppressions and controls from the beginning of their topics, then the end that they had when
 * this began, then what comes. A topic that there is not holds nothing; it is looked for again now
 * and then. Brokers that are away are waited for.
 */
final class CommandTopics implements SplitReader<Command, AllCommands> {

  private static final Logger LOG = LoggerFactory.getLogger(CommandTopics.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration POLL_AT_START = Duration.ofMillis(50);
  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long SAY_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final KafkaOptions kafka;
  private final Map<String, Command.What> topics = new HashMap<>();
  private final Set<String> absent = new HashSet<>();
  private final long began = System.nanoTime();

  /** Up to where each partition is read before the end is said; null once it is. */
  private Map<TopicPartition, Long> ends = new HashMap<>();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private boolean isAssigned;
  private long looked;
  private long said = began;

  CommandTopics(KafkaOptions kafka) {
    this.kafka = kafka;
    topic(KafkaOptions.SUPPRESSIONS_TOPIC, Command.What.SUPPRESSION);
    topic(KafkaOptions.CONTROL_TOPIC, Command.What.CONTROL);
    Properties properties = KafkaEdges.properties(kafka);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void topic(Option<String> key, Command.What what) {
    if (!kafka.get(key).isEmpty()) {
      topics.put(kafka.get(key), what);
    }
  }

  @Override
  public RecordsWithSplitIds<Command> fetch() {
    RecordsBySplits.Builder<Command> commands = new RecordsBySplits.Builder<>();
    try {
      if (!isAssigned) {
        assign();
      } else if (!absent.isEmpty() && System.nanoTime() - looked > LOOK_AGAIN_NANOS) {
        assignNew();
      }
      if (!consumer.assignment().isEmpty()) {
        consumer
            .poll(ends == null ? POLL : POLL_AT_START)
            .forEach(record -> commands.add(AllCommands.ID, command(record)));
      } else if (ends == null) {
        pause();
      }
      if (ends != null && isAtEnd()) {
        commands.add(AllCommands.ID, Command.END);
        ends = null;
      }
    } catch (WakeupException stopped) {
      // what was read is handed on
    } catch (AuthorizationException | AuthenticationException refused) {
      throw refused; // alerts must not wait for what nobody grants
    } catch (KafkaException fault) {
      sayThatItWaits(fault);
      pause();
    }
    return commands.build();
  }

  private void assign() {
    List<TopicPartition> found = partitions(topics.keySet());
    ends = new HashMap<>(consumer.endOffsets(found, REQUEST));
    consumer.assign(found);
    consumer.seekToBeginning(found);
    isAssigned = true;
  }

  /** Those that were not there; what is read already goes on where it is. */
  private void assignNew() {
    List<TopicPartition> found = partitions(Set.copyOf(absent));
    if (!found.isEmpty()) {
      List<TopicPartition> all = new ArrayList<>(consumer.assignment());
      all.addAll(found);
      consumer.assign(all);
      consumer.seekToBeginning(found);
    }
  }

  private List<TopicPartition> partitions(Set<String> names) {
    List<TopicPartition> found = new ArrayList<>();
    looked = System.nanoTime();
    for (String name : names) {
      List<PartitionInfo> partitions = consumer.partitionsFor(name, REQUEST);
      if (partitions == null || partitions.isEmpty()) {
        absent.add(name);
      } else {
        absent.remove(name);
        partitions.forEach(each -> found.add(new TopicPartition(name, each.partition())));
      }
    }
    return found;
  }

  private boolean isAtEnd() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), REQUEST) >= end.getValue());
  }

  private Command command(ConsumerRecord<byte[], byte[]> record) {
    return new Command(
        topics.get(record.topic()),
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        record.value(),
        "record %d of partition %d of topic %s"
            .formatted(record.offset(), record.partition(), record.topic()));
  }

  private void sayThatItWaits(KafkaException fault) {
    long now = System.nanoTime();
    if (ends != null && now - said > SAY_AGAIN_NANOS) {
      said = now;
      LOG.warn(
          "suppressions and controls have not been read for {} s, and alerts wait for them: {}",
          TimeUnit.NANOSECONDS.toSeconds(now - began),
          fault.getMessage());
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void handleSplitsChanges(SplitsChange<AllCommands> changes) {
    // there is one only
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
