package io.leakwatch.workbench.capacity;

/**
 * What a platform brings: how much is remembered at a time, and what streams in.
 *
 * @param accounts of which anything is remembered: those that did something within the last 60 days
 * @param addresses that logged in within the last day, an IPv6 /64 being one
 * @param clients third-party apps that read people's data within the last 35 days
 * @param conversations with an end-to-end encrypted message within the last 7 days
 * @param eventsPerSecond of all three topics together, at the busiest time
 * @param eventBytes of an average event as it lies in Kafka, with key and framing
 */
public record Platform(
    double accounts,
    double addresses,
    double clients,
    double conversations,
    double eventsPerSecond,
    double eventBytes) {}
