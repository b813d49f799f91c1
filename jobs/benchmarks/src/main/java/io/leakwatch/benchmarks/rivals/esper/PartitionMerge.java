package io.leakwatch.benchmarks.rivals.esper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Merges partitions by time. A consumer hands over one partition's records after the other's, up to
 * a megabyte each; the next record by time is known only when each partition has shown one.
 */
final class PartitionMerge {

  /** A partition with so many records waiting is paused, so that the others catch up. */
  private static final int ENOUGH = 4000;

  /** What waits of one partition. */
  static final class Buffer {

    private final TopicPartition partition;
    private final boolean logins;
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>(ENOUGH);
    private long headAt = Long.MAX_VALUE;
    private boolean ended;
    private boolean paused;

    private Buffer(TopicPartition partition, boolean logins) {
      this.partition = partition;
      this.logins = logins;
    }

    boolean isLogins() {
      return logins;
    }

    ConsumerRecord<byte[], byte[]> take() {
      ConsumerRecord<byte[], byte[]> taken = records.removeFirst();
      lookAtHead();
      return taken;
    }

    private void addAll(List<ConsumerRecord<byte[], byte[]>> more) {
      records.addAll(more);
      lookAtHead();
    }

    private void lookAtHead() {
      ConsumerRecord<byte[], byte[]> head = records.peekFirst();
      headAt = head == null ? Long.MAX_VALUE : head.timestamp();
    }
  }

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;
  private final Collection<TopicPartition> others;
  private final List<Buffer> buffers = new ArrayList<>();
  private final Map<TopicPartition, Buffer> byPartition = new HashMap<>();

  PartitionMerge(Consumer<byte[], byte[]> consumer, PartitionReader.Share share) {
    this.consumer = consumer;
    this.others = share.others();
    List<TopicPartition> all = PartitionReader.all(share);
    consumer.assign(all);
    consumer.seekToBeginning(all);
    ends = consumer.endOffsets(all);
    share.logins().forEach(partition -> buffers.add(new Buffer(partition, true)));
    share.calls().forEach(partition -> buffers.add(new Buffer(partition, false)));
    buffers.forEach(buffer -> byPartition.put(buffer.partition, buffer));
    balance();
  }

  /** Takes records in; returns how many of them are of topics that nobody looks at. */
  int add(ConsumerRecords<byte[], byte[]> records) {
    int ignored = 0;
    for (TopicPartition partition : records.partitions()) {
      Buffer buffer = byPartition.get(partition);
      if (buffer == null) {
        ignored += records.records(partition).size();
      } else {
        buffer.addAll(records.records(partition));
        buffer.ended = isRead(partition);
      }
    }
    return ignored;
  }

  private boolean isRead(TopicPartition partition) {
    return consumer.position(partition) >= ends.get(partition);
  }

  /** The buffer that holds the oldest record; null if more must be read to know. */
  Buffer oldest() {
    Buffer oldest = null;
    for (Buffer buffer : buffers) {
      if (buffer.headAt == Long.MAX_VALUE) {
        if (!buffer.ended) {
          return null;
        }
      } else if (oldest == null || buffer.headAt < oldest.headAt) {
        oldest = buffer;
      }
    }
    return oldest;
  }

  /** Pauses partitions that have enough waiting, and lets the others go on. */
  void balance() {
    for (Buffer buffer : buffers) {
      buffer.ended = isRead(buffer.partition);
      boolean enough = buffer.records.size() >= ENOUGH;
      if (enough != buffer.paused) {
        buffer.paused = enough;
        if (enough) {
          consumer.pause(List.of(buffer.partition));
        } else {
          consumer.resume(List.of(buffer.partition));
        }
      }
    }
  }

  /** Whether all partitions were read to their ends, and all records taken. */
  boolean isDone() {
    return buffers.stream().allMatch(buffer -> buffer.ended && buffer.records.isEmpty())
        && others.stream().allMatch(this::isRead);
  }
}
