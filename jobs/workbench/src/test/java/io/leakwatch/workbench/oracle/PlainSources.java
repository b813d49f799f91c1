package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts about different subjects that came from the same address within a day learn of each other:
 * when the later one names the address first. At each address ten are remembered for a day, each
 * since it was first seen there.
 */
final class PlainSources {

  private static final long REMEMBERED_MILLIS = Duration.ofDays(1).toMillis();
  private static final int MOST = 10;

  private static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::getUpdatedAt).thenComparing(Alert::getAlertId);

  /** An alert that named the address, and when. */
  private record Seen(Alert alert, long at) {}

  private PlainSources() {}

  /** All such links. */
  static List<Link> links(List<Alert> revisions) {
    Map<String, List<Seen>> byAddress = new TreeMap<>();
    List<Link> links = new ArrayList<>();
    for (Alert alert : revisions.stream().sorted(ORDER).toList()) {
      for (Source source : alert.getSources()) {
        see(
            alert,
            byAddress.computeIfAbsent(source.getAddress(), address -> new ArrayList<>()),
            links);
      }
    }
    return links;
  }

  private static void see(Alert alert, List<Seen> seen, List<Link> links) {
    long at = alert.getUpdatedAt().toEpochMilli();
    seen.removeIf(each -> each.at() + REMEMBERED_MILLIS < at);
    if (seen.stream().anyMatch(each -> each.alert().getAlertId().equals(alert.getAlertId()))) {
      return;
    }
    for (Seen each : seen) {
      if (!each.alert().getSubject().equals(alert.getSubject())) {
        links.add(link(alert, each.alert(), at));
        links.add(link(each.alert(), alert, at));
      }
    }
    if (seen.size() < MOST) {
      seen.add(new Seen(alert, at));
    }
  }

  private static Link link(Alert learns, Alert other, long at) {
    return new Link(
        new Entity(learns.getSubject().getType(), learns.getSubject().getId()),
        learns.getAlertId(),
        other.getAlertId(),
        other.getDetectorId(),
        Relation.SAME_SOURCE,
        Severity.INFORMATIONAL,
        at);
  }
}
