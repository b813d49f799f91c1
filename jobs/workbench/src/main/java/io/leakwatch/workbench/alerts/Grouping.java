package io.leakwatch.workbench.alerts;

import io.leakwatch.schemas.RelatedAlert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which alerts are listed together. */
enum Grouping {
  /** Those about the same thing. */
  SUBJECT {
    @Override
    Map<String, String> keys(Collection<StoredAlert> all) {
      Map<String, String> keys = new HashMap<>();
      all.forEach(
          each ->
              keys.put(
                  each.id(),
                  each.alert().getSubject().getType() + " " + each.alert().getSubject().getId()));
      return keys;
    }
  },
  /** Those that are related, or related to something that both are related to, and so on. */
  INCIDENT {
    @Override
    Map<String, String> keys(Collection<StoredAlert> all) {
      Map<String, String> above = new HashMap<>();
      for (StoredAlert each : all) {
        for (RelatedAlert related : each.alert().getRelated()) {
          String one = top(each.id(), above);
          String other = top(related.getAlertId(), above);
          if (!one.equals(other)) {
            above.put(one, other);
          }
        }
      }
      Map<String, String> keys = new HashMap<>();
      all.forEach(each -> keys.put(each.id(), top(each.id(), above)));
      return keys;
    }
  };

  /**
   * What the group of each alert has in common, by alert id.
   *
   * @param all alerts, also those that are not listed: they may connect others
   */
  abstract Map<String, String> keys(Collection<StoredAlert> all);

  /**
   * The listed alerts in groups. A group stands where its first alert stood.
   *
   * @param listed alerts in their order
   */
  List<Group> of(Collection<StoredAlert> all, List<StoredAlert> listed) {
    Map<String, String> keys = keys(all);
    Map<String, List<StoredAlert>> groups = new LinkedHashMap<>();
    for (StoredAlert each : listed) {
      groups.computeIfAbsent(keys.get(each.id()), key -> new ArrayList<>()).add(each);
    }
    Map<String, Long> sizes =
        all.stream()
            .collect(Collectors.groupingBy(each -> keys.get(each.id()), Collectors.counting()));
    return groups.entrySet().stream()
        .map(group -> new Group(group.getValue(), sizes.get(group.getKey())))
        .toList();
  }

  /** Follows the links up, and shortens them on the way. */
  private static String top(String id, Map<String, String> above) {
    String at = id;
    while (above.containsKey(at)) {
      String next = above.get(at);
      String afterNext = above.get(next);
      if (afterNext != null) {
        above.put(at, afterNext);
      }
      at = next;
    }
    return at;
  }
}
