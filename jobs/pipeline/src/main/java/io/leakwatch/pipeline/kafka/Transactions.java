package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.words.Figures;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How long the transactions of exactly-once delivery may have to last, and how long Kafka lets
 * them. The alerts of one that Kafka gives up before a checkpoint has sealed it are lost.
 */
public final class Transactions {

  /** Below what brokers allow by default: {@code transaction.max.timeout.ms} is 15 minutes. */
  public static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(14);

  /**
   * Kept for a job that fails after a checkpoint and before that has sealed its transactions: 50 s
   * until a lost task manager is noticed ({@code heartbeat.timeout}), a minute between attempts at
   * most ({@code restart-strategy.exponential-delay.max-backoff}), the rest to restore state.
   */
  public static final Duration TO_RESTART = Duration.ofMinutes(3);

  private static final String PROPERTY = ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
  private static final String KEY = "kafka.properties." + PROPERTY;

  private Transactions() {}

  /**
   * When Kafka gives up a transaction that has not been sealed.
   *
   * @throws NumberFormatException if it is configured, and no number of milliseconds that Kafka's
   *     clients take
   */
  static Duration givenUpAfter(KafkaOptions kafka) {
    String configured = kafka.properties().get(PROPERTY);
    if (configured == null) {
      return GIVEN_UP_AFTER;
    }
    int millis = Integer.parseInt(configured.strip());
    if (millis <= 0) {
      throw new NumberFormatException(configured);
    }
    return Duration.ofMillis(millis);
  }

  /**
   * How long a transaction may have to last: it begins with one checkpoint and is sealed when the
   * next is complete. That begins an interval later, or when the one before is complete, if that
   * takes longer.
   */
  private static Duration needed(Duration interval, Duration timeout) {
    Duration untilNext = interval.compareTo(timeout) > 0 ? interval : timeout;
    return untilNext.plus(timeout).plus(TO_RESTART);
  }

  /**
   * How long after the last completed checkpoint the transactions that are open can still be
   * sealed: they began with that checkpoint, and the job needs time to begin again.
   *
   * @param timeout how long a checkpoint may take
   */
  static Duration sealedWithin(KafkaOptions kafka, Duration timeout) {
    return givenUpAfter(kafka).minus(TO_RESTART).minus(timeout);
  }

  /**
   * What would lose alerts; empty for nothing.
   *
   * @param interval how often a checkpoint begins
   * @param timeout how long one may take
   */
  public static List<String> faults(KafkaOptions kafka, Duration interval, Duration timeout) {
    Duration givenUpAfter;
    try {
      givenUpAfter = givenUpAfter(kafka);
    } catch (NumberFormatException fault) {
      return List.of(
          "%s: '%s' is not a whole number of milliseconds, 1 to %d"
              .formatted(KEY, kafka.properties().get(PROPERTY), Integer.MAX_VALUE));
    }
    Duration needed = needed(interval, timeout);
    if (!kafka.isExactlyOnce() || needed.compareTo(givenUpAfter) <= 0) {
      return List.of();
    }
    return List.of(
        ("%s: exactly-once needs transactions of up to %s with these checkpoints (the longer of"
                + " checkpoints.interval and checkpoints.timeout, plus checkpoints.timeout, plus %s to"
                + " start again), but Kafka aborts them after %s; shorten these two, or set %s to %d"
                + " or more (the brokers' transaction.max.timeout.ms must allow that), or set"
                + " alerts.delivery to at-least-once")
            .formatted(
                KafkaOptions.DELIVERY,
                Figures.of(needed),
                Figures.of(TO_RESTART),
                Figures.of(givenUpAfter),
                KEY,
                needed.toMillis()));
  }
}
