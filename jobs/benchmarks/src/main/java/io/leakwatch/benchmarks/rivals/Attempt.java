package io.leakwatch.benchmarks.rivals;

/**
 * Somebody tried to log in, or went on with a session: for credential stuffing, judged by address.
 *
 * @param address as {@link io.leakwatch.detection.activity.NetworkAddress#entityId} has it
 * @param failed or else it succeeded
 */
public record Attempt(long at, String address, String account, boolean failed) implements Timed {}
