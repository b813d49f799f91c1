package io.leakwatch.pipeline.decisions;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Suppression;
import java.util.HashMap;
import java.util.Map;

/** The suppressions that hold at some time, by id. */
final class Suppressions {

  private record Known(Scope scope, Period period) {}

  private final Map<String, Known> known = new HashMap<>();

  void put(Suppression suppression) {
    known.put(
        suppression.getSuppressionId(), new Known(Scope.of(suppression), period(suppression)));
  }

  static Period period(Suppression suppression) {
    return Period.of(
        suppression.getHoldsFrom(), suppression.getExpiresAt(), suppression.getWithdrawnAt());
  }

  void remove(String id) {
    known.remove(id);
  }

  int size() {
    return known.size();
  }

  long overlapping(Period period, String except) {
    return known.entrySet().stream()
        .filter(each -> !each.getKey().equals(except))
        .filter(each -> each.getValue().period().overlaps(period))
        .count();
  }

  /** The smallest id of those that hold for a revision of an alert; null for none. */
  String holdingFor(Alert alert) {
    long at = alert.getUpdatedAt().toEpochMilli();
    String smallest = null;
    for (Map.Entry<String, Known> each : known.entrySet()) {
      if (each.getValue().period().holds(at)
          && (smallest == null || each.getKey().compareTo(smallest) < 0)
          && each.getValue().scope().fits(alert)) {
        smallest = each.getKey();
      }
    }
    return smallest;
  }
}
