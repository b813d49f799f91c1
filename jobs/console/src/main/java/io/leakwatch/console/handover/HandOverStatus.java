package io.leakwatch.console.handover;

import java.util.List;

/**
 * How a rule fares, since the console was started. For the health page.
 *
 * @param url only its host: the rest may be a secret
 * @param delivered messages that the receiver took
 * @param failed messages that were given up
 * @param skipped records that are no alerts
 * @param waiting key of the message that is being tried again; null for none
 * @param lastError what the receiver last did wrong, or Kafka; null for nothing
 * @param lastAt when a message was last tried, epoch milliseconds; null for never
 * @param failures keys of the latest that were given up, at most 20
 */
public record HandOverStatus(
    String rule,
    String url,
    long delivered,
    long failed,
    long skipped,
    String waiting,
    String lastError,
    Long lastAt,
    List<String> failures) {}
