package io.leakwatch.workbench.quality;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.worlds.EventField;
import java.util.Map;
import java.util.Set;

/**
 * The fields that a detector cannot do without: where a world takes one of them away, the detector
 * is blind there, whatever it finds all the same.
 */
final class EssentialFields {

  private static final EventField SESSION = new EventField(EventKind.API, "session_id");
  private static final EventField POSITION = new EventField(EventKind.LOGIN, "geo");

  private static final Map<String, Set<EventField>> BY_DETECTOR =
      Map.of("session-hijack", Set.of(SESSION), "impossible-travel", Set.of(POSITION));

  private EssentialFields() {}

  /** Of the detector with this id; empty where it can do without any. */
  static Set<EventField> of(String detectorId) {
    return BY_DETECTOR.getOrDefault(detectorId, Set.of());
  }
}
