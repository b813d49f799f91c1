package io.leakwatch.benchmarks.rivals;

/**
 * Somebody's data was read: for mass scraping, judged by reader.
 *
 * @param target whose data
 * @param behind who reads through the reader: the account behind an app, the user agent behind an
 *     address; null for none
 */
public record Read(long at, Reader reader, String target, String behind) implements Timed {}
