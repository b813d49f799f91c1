package io.leakwatch.console.feed;

import io.leakwatch.console.store.Positions;
import io.leakwatch.console.store.Positions.Position;
import io.leakwatch.console.store.Projection;
import io.leakwatch.console.store.Store;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One connection, for as long as the topics stay what they are. */
final class Session implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final String CLUSTER = "cluster";

  private final KafkaOptions kafka;
  private final Store store;
  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordReader reader;
  private Layout layout;
  private String notes;
  private Map<TopicPartition, Long> ends;
  private boolean caughtUp;
  private long lookedAt = System.nanoTime();

  private Session(KafkaOptions kafka, KafkaClients clients, Store store) {
    this.kafka = kafka;
    this.store = store;
    this.reader = new RecordReader(kafka);
    this.admin = clients.admin();
    try {
      this.consumer = clients.consumer();
    } catch (RuntimeException fault) {
      admin.close(Duration.ZERO);
      throw fault;
    }
  }

  /**
   * Connects, makes topics that are missing, and takes up where the store ends.
   *
   * @throws Misfit if the store is of another Kafka or of other topics
   */
  static Session open(KafkaOptions kafka, KafkaClients clients, Store store)
      throws ExecutionException, InterruptedException {
    Session session = new Session(kafka, clients, store);
    try {
      session.connect();
      return session;
    } catch (ExecutionException | InterruptedException | RuntimeException fault) {
      session.close();
      throw fault;
    }
  }

  private void connect() throws ExecutionException, InterruptedException {
    layout = Layout.of(admin, kafka);
    List<ConsoleTopic> missing = layout.missing(kafka);
    if (!missing.isEmpty()) {
      notes = new MissingTopics(kafka, admin).make(missing);
      layout = Layout.of(admin, kafka);
    }
    Positions known = store.read(Positions::of);
    requireSameKafka(known);
    List<TopicPartition> partitions = layout.partitions();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    ends = consumer.endOffsets(partitions);
    consumer.assign(partitions);
    for (TopicPartition each : partitions) {
      consumer.seek(each, begin(each, known.at(each.topic(), each.partition()), begins));
    }
    store.write(to -> to.known(CLUSTER, layout.clusterId()));
  }

  private void requireSameKafka(Positions known) {
    String before = known.facts().get(CLUSTER);
    if (before != null && !before.equals(layout.clusterId())) {
      throw new Misfit(true, "it is another Kafka than before; what was read is read again");
    }
    List<String> names =
        Arrays.stream(ConsoleTopic.values()).map(each -> each.nameIn(kafka)).toList();
    for (Position each : known.all()) {
      if (!names.contains(each.topic())) {
        throw new Misfit(
            true, "topic " + each.topic() + " is no longer read; what was read is read again");
      }
    }
  }

  private long begin(TopicPartition at, Position known, Map<TopicPartition, Long> begins) {
    if (known == null) {
      return begins.get(at);
    }
    if (!known.topicId().equals(found(at.topic()).id())) {
      throw new Misfit(true, "topic " + at.topic() + " was made anew; what was read is read again");
    }
    if (known.next() > ends.get(at) || known.next() < begins.get(at)) {
      throw new Misfit(
          false,
          "topic %s, partition %d has offsets %d to %d, but was read to %d; if it stays so, all is"
                  .formatted(at.topic(), at.partition(), begins.get(at), ends.get(at), known.next())
              + " read again");
    }
    return known.next();
  }

  private Layout.Found found(String name) {
    return layout.topics().get(layout.topic(name));
  }

  /** What is amiss although Kafka answers; null for nothing. */
  String notes() {
    return notes;
  }

  /** Reads what has come, at once or within a moment. */
  Effects read() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    Effects effects = new Effects();
    if (!records.isEmpty()) {
      store.write(to -> write(records, to, effects));
    }
    return effects;
  }

  private void write(ConsumerRecords<byte[], byte[]> records, Projection to, Effects effects) {
    for (TopicPartition each : records.partitions()) {
      ConsoleTopic topic = layout.topic(each.topic());
      long faults = 0;
      for (ConsumerRecord<byte[], byte[]> record : records.records(each)) {
        if (!reader.read(topic, record, to, effects)) {
          faults++;
        }
      }
      to.position(
          each.topic(),
          each.partition(),
          found(each.topic()).id(),
          records.nextOffsets().get(each).offset(),
          records.records(each).size(),
          faults);
    }
  }

  /** Whether all was read that was there at the beginning; true once. */
  boolean hasJustCaughtUp() {
    if (caughtUp) {
      return false;
    }
    caughtUp =
        ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    return caughtUp;
  }

  /** Whether it is time to look at the topics again; true now and then. */
  boolean isTimeToLook() {
    boolean isTime = System.nanoTime() - lookedAt >= LOOK_EVERY_NANOS;
    if (isTime) {
      lookedAt = System.nanoTime();
    }
    return isTime;
  }

  /** Whether the topics are no longer what they were; fails if nobody answers any more. */
  boolean hasChanged() throws ExecutionException, InterruptedException {
    return !Layout.of(admin, kafka).equals(layout);
  }

  /** How many records each topic has that were not read yet. */
  Map<String, Long> lags() {
    Map<String, Long> lags = new HashMap<>();
    for (TopicPartition each : consumer.assignment()) {
      lags.merge(each.topic(), consumer.currentLag(each).orElse(0), Long::sum);
    }
    return lags;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    admin.close(Duration.ZERO);
  }
}
