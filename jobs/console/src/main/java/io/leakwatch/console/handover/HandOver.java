package io.leakwatch.console.handover;

import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All webhooks of a console. */
public final class HandOver implements AutoCloseable {

  private final List<Courier> couriers = new ArrayList<>();

  private HandOver() {}

  /** Those of these settings; none is sent before {@link #start}. */
  public static HandOver of(KafkaOptions kafka, ConsoleSettings settings, Clock clock) {
    return of(kafka, settings, clock, Sending.FIRST_WAIT);
  }

  static HandOver of(
      KafkaOptions kafka, ConsoleSettings settings, Clock clock, Duration firstWait) {
    HandOver all = new HandOver();
    String publicUrl = settings.get(ConsoleOptions.PUBLIC_URL);
    settings
        .webhooks()
        .forEach(rule -> all.couriers.add(new Courier(rule, kafka, publicUrl, clock, firstWait)));
    return all;
  }

  /** Starts one thread for each rule, which waits for Kafka as long as it takes. */
  public void start() {
    couriers.forEach(Courier::start);
  }

  /** How each rule fares. */
  public List<HandOverStatus> status() {
    return couriers.stream().map(Courier::status).toList();
  }

  @Override
  public void close() {
    couriers.parallelStream().forEach(Courier::close);
  }
}
