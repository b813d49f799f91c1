package io.leakwatch.pipeline.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How far one task has read each of its partitions, and which of them no longer move although there
 * is more to read. Such a partition has been seen where one was paused to let others catch up and
 * counted as idle at the same time (FLINK-40093).
 */
final class PartitionProgress {

  /**
   * A partition that does not move at so many checks in a row, though there is more, is stalled.
   */
  static final int CHECKS = 5;

  /**
   * So many records behind the last one that was read may be none: a transaction ends with a
   * marker, which takes an offset and is never handed on.
   */
  private static final int MARKERS = 2;

  /**
   * A partition that is stalled.
   *
   * @param read offset of the last record that was read
   * @param end offset of the next record that a producer will write
   */
  record Stall(TopicPartition partition, long read, long end) {}

  private static final class Progress {
    private final AtomicLong read = new AtomicLong();
    private long readAtCheck = -1;
    private int checksWithoutProgress;

    /** As of the last look at the broker. */
    private volatile long end;

    boolean hasMoved() {
      long now = read.get();
      if (now == readAtCheck) {
        return false;
      }
      readAtCheck = now;
      checksWithoutProgress = 0;
      return true;
    }
  }

  private final Map<TopicPartition, Progress> partitions = new ConcurrentHashMap<>();
  private String lastTopic = "";
  private int lastPartition;
  private Progress last;

  /** Says that a record was read; always from the same thread. */
  void read(String topic, int partition, long offset) {
    if (partition != lastPartition || !topic.equals(lastTopic)) {
      lastTopic = topic;
      lastPartition = partition;
      last =
          partitions.computeIfAbsent(new TopicPartition(topic, partition), key -> new Progress());
    }
    last.read.lazySet(offset);
  }

  /** All partitions of which anything was read. */
  Collection<TopicPartition> known() {
    return List.copyOf(partitions.keySet());
  }

  /** How many records of a partition were not read yet at the last look at the broker. */
  long waiting(TopicPartition partition) {
    Progress progress = partitions.get(partition);
    return progress == null ? 0 : Math.max(0, progress.end - progress.read.get() - 1);
  }

  /** Partitions that have not moved since the last check; to be asked once before each check. */
  Collection<TopicPartition> unmoved() {
    List<TopicPartition> unmoved = new ArrayList<>();
    partitions.forEach(
        (partition, progress) -> {
          if (!progress.hasMoved()) {
            unmoved.add(partition);
          }
        });
    return unmoved;
  }

  /**
   * Says how far the broker has partitions.
   *
   * @param ends by partition, the offset of the next record that a producer will write
   */
  void endAt(Map<TopicPartition, Long> ends) {
    ends.forEach((partition, end) -> partitions.get(partition).end = end);
  }

  /**
   * Checks those that have not moved.
   *
   * @param ends by partition, the offset of the next record that a producer will write
   * @return those that are stalled from this check on; each is named once, until it moves again
   */
  List<Stall> stalled(Map<TopicPartition, Long> ends) {
    List<Stall> stalled = new ArrayList<>();
    ends.forEach(
        (partition, end) -> {
          Progress progress = partitions.get(partition);
          if (end <= progress.readAtCheck + MARKERS) {
            progress.checksWithoutProgress = 0;
          } else if (++progress.checksWithoutProgress == CHECKS) {
            stalled.add(new Stall(partition, progress.readAtCheck, end));
          }
        });
    return stalled;
  }
}
