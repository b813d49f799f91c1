package io.leakwatch.workbench.show;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.alerts.StoredAlert;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the alert that somebody means who gives an id, or its beginning. */
final class AlertById {

  /** Fewer characters are more likely a slip than an id. */
  static final int SHORTEST_BEGINNING = 4;

  private static final int MOST_NAMED = 5;
  private static final int LONGEST_COMPARED = 64;

  private AlertById() {}

  /**
   * The alert of this id, or else the only one whose id begins so.
   *
   * @throws CommandFault if there is none, or more than one; it names those that are near
   */
  static StoredAlert find(String id, List<StoredAlert> all) {
    List<StoredAlert> exact = all.stream().filter(each -> each.id().equals(id)).toList();
    List<StoredAlert> found =
        !exact.isEmpty() || id.length() < SHORTEST_BEGINNING
            ? exact
            : all.stream().filter(each -> each.id().startsWith(id)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      throw new CommandFault("no alert " + Shown.text(id) + "; " + nearest(id, all));
    }
    throw new CommandFault(
        "%d alerts begin with %s: %s; give more of the id"
            .formatted(found.size(), Shown.text(id), named(found)));
  }

  private static String nearest(String id, List<StoredAlert> all) {
    if (all.isEmpty()) {
      return "there are no alerts at all";
    }
    if (id.length() < SHORTEST_BEGINNING) {
      return "give its id, or at least %d characters of its beginning"
          .formatted(SHORTEST_BEGINNING);
    }
    Comparator<StoredAlert> byEdits = Comparator.comparingInt(each -> edits(id, each.id()));
    List<StoredAlert> near =
        all.stream()
            .filter(each -> edits(id, each.id()) * 2 <= Math.min(id.length(), LONGEST_COMPARED))
            .sorted(byEdits.thenComparing(StoredAlert::id))
            .toList();
    return near.isEmpty()
        ? "'./leakwatch alerts' lists all of them"
        : "near it: " + named(near) + "; './leakwatch alerts' lists all of them";
  }

  /** Between what was given and as much of the id. */
  private static int edits(String given, String id) {
    String one = given.substring(0, Math.min(LONGEST_COMPARED, given.length()));
    String other = id.substring(0, Math.min(one.length(), id.length()));
    return LevenshteinDistance.getDefaultInstance().apply(one, other);
  }

  private static String named(List<StoredAlert> alerts) {
    String names =
        alerts.stream()
            .limit(MOST_NAMED)
            .map(each -> Shown.text(each.id() + " (" + each.alert().getDetectorId() + ")"))
            .collect(Collectors.joining(", "));
    int more = alerts.size() - MOST_NAMED;
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
