package io.leakwatch.workbench.generate;

import com.google.common.util.concurrent.RateLimiter;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.traffic.SimulatedEvent;

/** Topics of a Kafka, in place of files. */
final class PublishedEvents implements AutoCloseable {

  private final EventProducer producer;
  private final RateLimiter pace;

  /**
   * @param bootstrapServers host and port of some brokers, separated by commas
   * @param rate events a second; 0 for as many as can be
   */
  PublishedEvents(String bootstrapServers, long rate) {
    producer = new EventProducer(bootstrapServers);
    pace = rate == 0 ? null : RateLimiter.create((double) rate);
  }

  void write(SimulatedEvent event) {
    if (pace != null) {
      pace.acquire();
    }
    producer.send(event.kind().topic(), event.key(), event.at(), event.record());
  }

  /** Waits until the brokers have all. */
  @Override
  public void close() {
    try (producer) {
      producer.flush();
    }
  }
}
