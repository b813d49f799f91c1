package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.gaps.StalledPartitions;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class StallWatchTest {

  private static final TopicPartition STALLED = new TopicPartition("stalled", 0);

  @Test
  void aPartitionThatTheBrokerHasMoreOfIsCountedOnce() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      Properties properties = new Properties();
      properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
      kafka.createTopic("stalled", 1, Map.of());
      kafka.createTopic("read", 1, Map.of());
      try (var producer =
          new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
        for (int i = 0; i < 10; i++) {
          producer.send(new ProducerRecord<>("stalled", "value")).get(30, TimeUnit.SECONDS);
          producer.send(new ProducerRecord<>("read", "value")).get(30, TimeUnit.SECONDS);
        }
      }
      PartitionProgress progress = new PartitionProgress();
      progress.read("stalled", 0, 4);
      progress.read("read", 0, 9);
      Counter stalled = new SimpleCounter();
      try (StallWatch watch =
          new StallWatch(progress, properties, stalled, StalledPartitions.of("job"))) {
        for (int i = 0; i < PartitionProgress.CHECKS; i++) {
          watch.check();
        }
        assertThat(stalled.getCount()).isZero();
        assertThat(watch.isStalled(STALLED)).isFalse();
        assertThat(progress.waiting(STALLED)).isEqualTo(5);
        assertThat(progress.waiting(new TopicPartition("read", 0))).isZero();

        watch.check();
        watch.check();
        assertThat(stalled.getCount()).isEqualTo(1);
        assertThat(StalledPartitions.of("job").waiting())
            .containsExactly(Map.entry("stalled stalled-0", 5L));
        assertThat(watch.isStalled(STALLED)).isTrue();

        progress.read("stalled", 0, 9);
        watch.check();
        assertThat(StalledPartitions.of("job").waiting()).isEmpty();
        assertThat(watch.isStalled(STALLED)).isFalse();
        assertThat(progress.waiting(STALLED)).isZero();
      }
    }
  }
}
