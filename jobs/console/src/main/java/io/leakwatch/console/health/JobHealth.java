package io.leakwatch.console.health;

import java.util.Map;

/**
 * What is known of the job by its metrics.
 *
 * @param reachable whether any of its processes answers
 * @param error what is missing, and what to do; null for nothing
 * @param figures by the metrics' names; null where there are none
 */
public record JobHealth(boolean reachable, String error, Map<String, Long> figures) {}
