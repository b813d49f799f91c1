package io.leakwatch.pipeline.kafka;

import io.leakwatch.pipeline.gaps.StalledPartitions;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a minute how far the broker has each partition, and whether one has stopped moving
 * though there is more to read; it counts that and says so. Without that, one partition's events
 * are missing and nothing looks broken.
 */
final class StallWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);
  private static final long CHECK_EVERY_MILLIS = 60_000;

  /** Those of this process that watch, with whom they watch for. */
  private static final Map<StallWatch, Attempt> WATCHING = new ConcurrentHashMap<>();

  private final PartitionProgress progress;
  private final Properties kafka;
  private final Counter stalled;
  private final StalledPartitions standing;
  private final Set<TopicPartition> own = ConcurrentHashMap.newKeySet();
  private final Timer checks = new Timer("leakwatch-stalled-partitions", true);

  /**
   * @param kafka how to reach the brokers
   * @param stalled counts partitions that have stalled
   * @param standing are to know which of them do not move
   */
  StallWatch(
      PartitionProgress progress, Properties kafka, Counter stalled, StalledPartitions standing) {
    this.standing = standing;
    this.progress = progress;
    this.kafka = kafka;
    this.stalled = stalled;
  }

  /**
   * A source's attempt to run. Its tasks have one watch each.
   *
   * @param job null where it is not known, as in tests of single operators; so are the others
   * @param operator of the source
   * @param number from 0; the next one begins when all tasks of the one before have ended
   */
  record Attempt(String job, String operator, String number) {

    private boolean isFollowedBy(Attempt other) {
      return job != null
          && job.equals(other.job)
          && Objects.equals(operator, other.operator)
          && !Objects.equals(number, other.number);
    }
  }

  /**
   * Checks from now on, until it is closed, or until another attempt begins: what an attempt before
   * has read would not move any more, and count as stalled.
   */
  void startFor(Attempt attempt) {
    WATCHING.forEach(
        (watch, other) -> {
          if (other.isFollowedBy(attempt)) {
            watch.close();
          }
        });
    WATCHING.put(this, attempt);
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            tryToCheck();
          }
        };
    checks.schedule(task, CHECK_EVERY_MILLIS, CHECK_EVERY_MILLIS);
  }

  private void tryToCheck() {
    try {
      check();
    } catch (ExecutionException | RuntimeException | NoClassDefFoundError fault) {
      // Brokers that cannot be reached are the source's to report; the next check is soon. A class
      // is missing where the job has ended while this was checking.
      LOG.debug("partitions were not checked for progress", fault);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** One check. */
  void check() throws ExecutionException, InterruptedException {
    Collection<TopicPartition> unmoved = progress.unmoved();
    own.stream().filter(each -> !unmoved.contains(each)).forEach(this::forget);
    own.retainAll(unmoved);
    Collection<TopicPartition> known = progress.known();
    if (known.isEmpty()) {
      return;
    }
    Map<TopicPartition, Long> ends = ends(known);
    progress.endAt(ends);
    ends.keySet().retainAll(unmoved);
    for (PartitionProgress.Stall stall : progress.stalled(ends)) {
      stalled.inc();
      own.add(stall.partition());
      standing.add(stall.partition().toString(), stall.end() - stall.read() - 1);
      LOG.warn(
          "partition {} has not moved for {} minutes: the last record that was read has offset {},"
              + " the next one to be written will have offset {}. Restart the job from its last"
              + " checkpoint. If it happens again, set a longer time.idle-after (FLINK-40093).",
          stall.partition(),
          PartitionProgress.CHECKS * CHECK_EVERY_MILLIS / 60_000,
          stall.read(),
          stall.end());
    }
  }

  /** Whether a partition does not move though there is more to read. */
  boolean isStalled(TopicPartition partition) {
    return own.contains(partition);
  }

  private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    try (Admin admin = Admin.create(kafka)) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin.listOffsets(latest).all().get().forEach((key, value) -> ends.put(key, value.offset()));
      return ends;
    }
  }

  private void forget(TopicPartition partition) {
    standing.remove(partition.toString());
  }

  @Override
  public void close() {
    WATCHING.remove(this);
    checks.cancel();
    own.forEach(this::forget);
  }
}
