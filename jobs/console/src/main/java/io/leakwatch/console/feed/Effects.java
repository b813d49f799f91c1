package io.leakwatch.console.feed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a batch of records has brought about. */
final class Effects {

  final Set<String> alertIds = new HashSet<>();
  final Set<String> parts = new HashSet<>();

  /** By {@link Awaited key}: whether what was written counts. */
  final Map<String, Boolean> outcomes = new HashMap<>();

  void alert(String id) {
    if (alertIds.size() < Change.MOST_IDS) {
      alertIds.add(id);
    }
  }

  void add(Effects more) {
    more.alertIds.forEach(this::alert);
    parts.addAll(more.parts);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  Change change() {
    return new Change(Set.copyOf(alertIds), Set.copyOf(parts));
  }
}
