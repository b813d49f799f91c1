package io.leakwatch.benchmarks.latency;

import io.leakwatch.schemas.Alert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * From the moment that Kafka has an event to the moment that a consumer has the alert it caused.
 * Events are noted by one thread, alerts by another, in any order: the answer of a broker to a
 * producer may be overtaken by the alert.
 */
final class Latencies {

  /** First revision of an alert: what it names, and when it came, epoch milliseconds. */
  private record Receipt(String detectorId, List<String> eventIds, long at) {}

  private final Map<String, Long> appendedAt = new ConcurrentHashMap<>();
  private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();

  /** An event that is to cause an alert was appended, epoch milliseconds. */
  void appended(String eventId, long at) {
    appendedAt.put(eventId, at);
  }

  /**
   * An alert was received, epoch milliseconds. Only its first revision counts, and of a repeated
   * delivery only the first.
   */
  void received(Alert alert, long at) {
    if (alert.getRevision() == 1) {
      receipts.putIfAbsent(
          alert.getAlertId(), new Receipt(alert.getDetectorId(), alert.getEventIds(), at));
    }
  }

  /** How many of the events no alert has named so far. */
  long missing() {
    Set<String> named =
        receipts.values().stream()
            .flatMap(receipt -> receipt.eventIds().stream())
            .collect(Collectors.toSet());
    return appendedAt.keySet().stream().filter(id -> !named.contains(id)).count();
  }

  /**
   * All that are known so far. Of several events that an alert names, the one appended last caused
   * it; an alert that names none of the events that were noted is left out.
   */
  Percentiles percentiles() {
    return percentiles(receipts.values());
  }

  /** Likewise, of each detector that has raised any, by its id. */
  SortedMap<String, Percentiles> byDetector() {
    SortedMap<String, Percentiles> byDetector = new TreeMap<>();
    receipts.values().stream()
        .filter(receipt -> latency(receipt) != null)
        .collect(Collectors.groupingBy(Receipt::detectorId))
        .forEach((id, its) -> byDetector.put(id, percentiles(its)));
    return byDetector;
  }

  private Percentiles percentiles(Collection<Receipt> of) {
    return Percentiles.of(of.stream().map(this::latency).filter(Objects::nonNull).toList());
  }

  private Long latency(Receipt receipt) {
    return receipt.eventIds().stream()
        .map(appendedAt::get)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .map(cause -> receipt.at() - cause)
        .orElse(null);
  }
}
