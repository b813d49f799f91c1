package io.leakwatch.console.handover;

import java.util.List;

/**
 * How a rule fares, since the console was started. For the health page: JSON has the same names.
 *
 * @param url only its host: the rest may be a secret
 * @param delivered messages that the receiver took
 * @param failed messages that were given up
 * @param skipped records that are no alerts
 * @param waiting key of the message that is being tried again; null for none
 * @param last_error what the receiver last did wrong, or Kafka; null for nothing
 * @param last_at when a message was last tried, epoch milliseconds; null for never
 * @param failures keys of the latest that were given up, at most 20
 */
@SuppressWarnings("MemberName") // JSON's names
public record HandOverStatus(
    String rule,
    String url,
    long delivered,
    long failed,
    long skipped,
    String waiting,
    String last_error,
    Long last_at,
    List<String> failures) {}
