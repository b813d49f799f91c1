package io.leakwatch.benchmarks.ceilings;

import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.contest.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumers alone: what nobody who reads the topics can be faster than. */
public class KafkaRead implements Contestant {

  private static final Duration POLL = Duration.ofMillis(100);

  /** What each thread does with a record. */
  @FunctionalInterface
  protected interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record);
  }

  /** What one of the threads does with its records: nothing. */
  protected Taker taker(Course course) {
    return record -> {};
  }

  @Override
  public final Outcome run(Course course) throws Exception {
    AtomicLong done = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(Course.THREADS);
    try {
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < Course.THREADS; i++) {
        int number = i;
        readers.add(threads.submit(() -> read(course, number, done)));
      }
      long nanos = Stopwatch.time(done::get, course.events(), () -> check(readers));
      for (Future<?> reader : readers) {
        reader.get(); // it is closing its consumer, and is not to be interrupted at that
      }
      return new Outcome(done.get(), nanos, List.of());
    } finally {
      threads.shutdownNow();
    }
  }

  private static void check(List<Future<?>> readers) throws Exception {
    for (Future<?> reader : readers) {
      if (reader.isDone()) {
        reader.get();
      }
    }
  }

  private void read(Course course, int number, AtomicLong done) {
    List<TopicPartition> own = partitions(course, number);
    Taker taker = taker(course);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(course)) {
      consumer.assign(own);
      consumer.seekToBeginning(own);
      Map<TopicPartition, Long> ends = consumer.endOffsets(own);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        records.forEach(taker::take);
        done.addAndGet(records.count());
      }
    }
  }

  private static List<TopicPartition> partitions(Course course, int number) {
    List<TopicPartition> own = new ArrayList<>();
    for (String topic : course.topics().values()) {
      for (int i = number; i < Course.PARTITIONS; i += Course.THREADS) {
        own.add(new TopicPartition(topic, i));
      }
    }
    return own;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Course course) {
    return new KafkaConsumer<>(
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, course.bootstrapServers()),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
