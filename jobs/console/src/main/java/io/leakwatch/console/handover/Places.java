package io.leakwatch.console.handover;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition was handed over. A partition is read from its beginning, so that it is
 * known of open alerts what was handed over about them; what lies before its place was decided
 * before. One that nobody has a place in begins at its present end.
 */
final class Places implements ConsumerRebalanceListener {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Supplier<Choice> choices;
  private final Map<TopicPartition, Long> decided = new HashMap<>();
  private final Map<TopicPartition, Long> passed = new HashMap<>();
  private final Map<TopicPartition, Choice> choice = new HashMap<>();

  Places(KafkaConsumer<byte[], byte[]> consumer, Supplier<Choice> choices) {
    this.consumer = consumer;
    this.choices = choices;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Set<TopicPartition> all = new HashSet<>(partitions);
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(all);
    Map<TopicPartition, Long> ends = consumer.endOffsets(all);
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    for (TopicPartition partition : all) {
      OffsetAndMetadata place = committed.get(partition);
      long end = ends.get(partition);
      if (place == null) {
        first.put(partition, new OffsetAndMetadata(end));
        decided.put(partition, end);
      } else {
        // Behind the end there was another topic of this name: all of this one is new.
        decided.put(partition, place.offset() > end ? 0 : place.offset());
      }
      choice.put(partition, choices.get());
      passed.remove(partition);
    }
    if (!first.isEmpty()) {
      consumer.commitSync(first);
    }
    consumer.seekToBeginning(all);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commit();
    forget(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    forget(partitions);
  }

  private void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      decided.remove(partition);
      passed.remove(partition);
      choice.remove(partition);
    }
  }

  Choice choice(TopicPartition partition) {
    return choice.get(partition);
  }

  /** Whether it was not decided before this reader began. */
  boolean isNew(TopicPartition partition, long offset) {
    return offset >= decided.get(partition);
  }

  /** A record is done with. */
  void passed(TopicPartition partition, long offset) {
    if (isNew(partition, offset)) {
      passed.put(partition, offset + 1);
    }
  }

  /** Commits how far all was done with. */
  void commit() {
    if (passed.isEmpty()) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    passed.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    consumer.commitSync(offsets);
    passed.clear();
  }
}
