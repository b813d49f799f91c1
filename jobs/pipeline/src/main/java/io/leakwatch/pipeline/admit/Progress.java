package io.leakwatch.pipeline.admit;

import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.PartitionTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** How far time has come in each partition, also in those that an earlier run has read. */
final class Progress {

  private static final class OfPartition {
    private long newest = Long.MIN_VALUE;

    /** Null where nobody else keeps it. */
    private PartitionTime time;

    long newest() {
      return time == null ? newest : Math.max(newest, time.newestEver());
    }
  }

  private final Map<String, OfPartition> partitions = new HashMap<>();
  private String lastTopic;
  private int lastPartition;
  private OfPartition last;

  /** Takes what an earlier run has come to, in epoch milliseconds. */
  void add(String partition, long newest) {
    OfPartition known = partitions.computeIfAbsent(partition, key -> new OfPartition());
    known.newest = Math.max(known.newest, newest);
  }

  /** Shows all: the name of a partition, and its newest event, in epoch milliseconds. */
  void forEach(ObjLongConsumer<String> then) {
    partitions.forEach((name, partition) -> then.accept(name, partition.newest()));
  }

  /** The newest event of all partitions, epoch milliseconds; {@code Long.MIN_VALUE} for none. */
  long newest() {
    return partitions.values().stream().mapToLong(OfPartition::newest).max().orElse(Long.MIN_VALUE);
  }

  /** Late is what lies further behind the newest event of its own partition than is allowed. */
  boolean isLate(Arrival.Origin origin, long at, long latenessMillis) {
    OfPartition partition = of(origin);
    if (partition.time != null) {
      return partition.time.isLate(at, latenessMillis);
    }
    if (at > partition.newest) {
      partition.newest = at;
      return false;
    }
    return at < partition.newest - latenessMillis;
  }

  private OfPartition of(Arrival.Origin origin) {
    if (last == null
        || origin.partition() != lastPartition
        || !origin.topic().equals(lastTopic)
        || origin.time() != last.time) {
      lastTopic = origin.topic();
      lastPartition = origin.partition();
      last = partitions.computeIfAbsent(lastTopic + "/" + lastPartition, key -> new OfPartition());
      last.time = origin.time();
      if (last.time != null) {
        last.time.goOnFrom(last.newest);
      }
    }
    return last;
  }
}
