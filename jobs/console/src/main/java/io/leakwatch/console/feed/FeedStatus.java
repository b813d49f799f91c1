package io.leakwatch.console.feed;

/**
 * How the console is connected.
 *
 * @param connected whether Kafka answers
 * @param since since when it does or does not, epoch milliseconds
 * @param error why it does not, and what to do; null where it does
 * @param caughtUp whether everything was read that was there when the console began
 * @param notes what is amiss although Kafka answers, such as a topic that is missing; null for
 *     nothing
 */
public record FeedStatus(
    boolean connected, long since, String error, boolean caughtUp, String notes) {}
