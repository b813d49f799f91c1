package io.leakwatch.benchmarks.rivals.esper;

import io.leakwatch.benchmarks.rivals.Attempt;
import io.leakwatch.benchmarks.rivals.CallReader;
import io.leakwatch.benchmarks.rivals.LoginReader;
import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Read;
import io.leakwatch.benchmarks.rivals.Sighting;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads some partitions to their ends, and hands over what detectors look at, by time. */
final class PartitionReader implements Interruptibly {

  private static final Duration LONGEST_POLL = Duration.ofMillis(100);

  /** Partitions by what their topics hold. */
  record Share(
      Collection<TopicPartition> logins,
      Collection<TopicPartition> calls,
      Collection<TopicPartition> others) {}

  private final Map<String, Object> settings;
  private final Share share;
  private final Handover handover;
  private final Progress progress;
  private final LoginReader logins = new LoginReader();
  private final CallReader calls = new CallReader();

  PartitionReader(Map<String, Object> settings, Share share, Handover handover, Progress progress) {
    this.settings = settings;
    this.share = share;
    this.handover = handover;
    this.progress = progress;
  }

  @Override
  public void run() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      PartitionMerge merge = new PartitionMerge(consumer, share);
      while (!merge.isDone()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(LONGEST_POLL);
        progress.done((long) Progress.WHOLE * merge.add(records));
        handOver(merge);
        merge.balance();
      }
    }
    handover.end();
  }

  private void handOver(PartitionMerge merge) throws InterruptedException {
    int passedOver = 0;
    for (PartitionMerge.Buffer buffer = merge.oldest(); buffer != null; buffer = merge.oldest()) {
      ConsumerRecord<byte[], byte[]> record = buffer.take();
      passedOver += buffer.isLogins() ? login(record.value()) : call(record.value());
    }
    progress.done(passedOver);
  }

  /** Returns halves of an event that nobody looks at. */
  private int login(byte[] value) throws InterruptedException {
    logins.read(value);
    Attempt attempt = logins.attempt();
    Sighting sighting = logins.sighting();
    int half = Progress.WHOLE / 2;
    if (attempt != null) {
      handover.add(attempt.address(), attempt, half);
    }
    if (sighting != null) {
      handover.add(sighting.account(), sighting, half);
    }
    return (attempt == null ? half : 0) + (sighting == null ? half : 0);
  }

  private int call(byte[] value) throws InterruptedException {
    Read read = calls.read(value);
    if (read == null) {
      return Progress.WHOLE;
    }
    handover.add(read.reader(), read, Progress.WHOLE);
    return 0;
  }

  /** All partitions of a share. */
  static List<TopicPartition> all(Share share) {
    return Stream.of(share.logins(), share.calls(), share.others())
        .flatMap(Collection::stream)
        .toList();
  }
}
