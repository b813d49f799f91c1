package io.leakwatch.workbench.demo;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which alerts get a line: new ones and those that become graver, at once as long as few come. Of
 * more the gravest do, and every few seconds a line says how many others there were. So two minutes
 * stay within a few screens, whatever the traffic.
 */
final class Headlines {

  /** About as fast as lines can be read, and 50 in two minutes. */
  private static final Duration A_LINE_EVERY = Duration.ofMillis(2_400);

  /** So many may come at once after a quiet while. */
  private static final int TO_BEGIN_WITH = 4;

  /** The longest that an alert goes without being mentioned: two are shown then, and the count. */
  private static final Duration WAITS = A_LINE_EVERY.multipliedBy(3);

  /** Lines that are kept for the next time that the waiting is over, and for the gravest. */
  private static final int KEPT = 2;

  private final Map<String, Severity> mentioned = new HashMap<>();
  private final Map<String, Alert> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> linesOf = new HashMap<>();
  private final Set<String> shown = new HashSet<>();
  private Duration waitingSince = Duration.ZERO;
  private long spent;

  /** How many lines there are at most in so long a time, before those at the end. */
  static long most(Duration elapsed) {
    return TO_BEGIN_WITH + elapsed.toMillis() / A_LINE_EVERY.toMillis();
  }

  /**
   * What to show now.
   *
   * @param alerts revisions that have come in since the last call; often none
   * @param elapsed since the beginning; never less than before
   */
  List<Headline> of(List<Alert> alerts, Duration elapsed) {
    if (waiting.isEmpty()) {
      waitingSince = elapsed;
    }
    alerts.forEach(this::take);
    boolean isTime = elapsed.minus(waitingSince).compareTo(WAITS) >= 0;
    List<Headline> lines = new ArrayList<>();
    while (!waiting.isEmpty() && left(elapsed) > (isTime || isUrgent(next()) ? 1 : KEPT)) {
      lines.add(single());
    }
    if (!waiting.isEmpty() && isTime) {
      lines.add(more()); // a line was left for that
    }
    return lines;
  }

  private static boolean isUrgent(Alert alert) {
    return alert.getSeverity() == Severity.CRITICAL;
  }

  /** What to show at the end, of that which still waits: a line or none. */
  List<Headline> last() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    return List.of(waiting.size() == 1 ? single() : more());
  }

  /** Whether an alert had a line of its own. */
  boolean hasShown(String alertId) {
    return shown.contains(alertId);
  }

  private long left(Duration elapsed) {
    return most(elapsed) - spent;
  }

  private void take(Alert alert) {
    Severity before = mentioned.get(alert.getAlertId());
    boolean isGraver = before == null || alert.getSeverity().compareTo(before) > 0;
    if (isGraver && alert.getActivity() != AlertActivity.CLOSE) {
      waiting.merge(
          alert.getAlertId(),
          alert,
          (one, other) -> other.getSeverity().compareTo(one.getSeverity()) < 0 ? one : other);
    }
  }

  /**
   * The gravest; of equals a new one, and then one of a kind that had the fewest lines, so that all
   * kinds are seen.
   */
  private Alert next() {
    return waiting.values().stream()
        .min(
            Comparator.comparing(Alert::getSeverity, Comparator.reverseOrder())
                .thenComparing(alert -> mentioned.containsKey(alert.getAlertId()))
                .thenComparing(alert -> linesOf.getOrDefault(alert.getDetectorId(), 0)))
        .orElseThrow();
  }

  private Headline single() {
    Alert next = next();
    waiting.remove(next.getAlertId());
    linesOf.merge(next.getDetectorId(), 1, Integer::sum);
    shown.add(next.getAlertId());
    spent++;
    boolean isNew = mentioned.put(next.getAlertId(), next.getSeverity()) == null;
    return new Headline.Single(next, isNew);
  }

  private Headline more() {
    Headline.More more = Headline.More.of(waiting.values());
    waiting.values().forEach(alert -> mentioned.put(alert.getAlertId(), alert.getSeverity()));
    waiting.clear();
    spent++;
    return more;
  }
}
