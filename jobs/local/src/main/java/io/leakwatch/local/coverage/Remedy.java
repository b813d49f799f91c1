package io.leakwatch.local.coverage;

import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Lack;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a platform would have to write, in words. */
public final class Remedy {

  private Remedy() {}

  /**
   * {@code fill session_id in login-events, or write api-events}: where the events are missing that
   * could have a field, the events come first.
   */
  public static String of(Lack lack) {
    List<String> ways = new ArrayList<>();
    for (EventKind kind : EventKind.values()) {
      Set<String> fields = new LinkedHashSet<>();
      Set<String> events = new LinkedHashSet<>();
      boolean isAbsent = false;
      for (Lack.Found each : lack.found()) {
        if (each.trait().kind() == kind) {
          if (each.trait() instanceof Occurrence occurrence) {
            events.add(occurrence.written());
          } else if (each.among() > 0) {
            fields.add(((Field) each.trait()).avroName());
          } else if (((Field) each.trait()).among().isEmpty()) {
            isAbsent = true;
          } else {
            ((Field) each.trait()).among().forEach(one -> events.add(one.written()));
          }
        }
      }
      if (!fields.isEmpty()) {
        ways.add("fill %s in %s".formatted(String.join(" or ", fields), kind.topic()));
      }
      if (!events.isEmpty()) {
        ways.add("write events with %s to %s".formatted(String.join(" or ", events), kind.topic()));
      } else if (isAbsent) {
        ways.add("write " + kind.topic());
      }
    }
    return String.join(", or ", ways);
  }
}
