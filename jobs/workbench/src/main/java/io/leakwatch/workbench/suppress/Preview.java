package io.leakwatch.workbench.suppress;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.pipeline.decisions.Scope;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a suppression would have hidden, and what analysts said of that.
 *
 * @param hidden the last revision that it fits of each alert, the newest first
 * @param verdicts what was said, by alert; alerts that nobody has judged are not in it
 * @param from the beginning of the days that were looked at
 * @param to their end, which is when anything was last said about any alert; null where there are
 *     no alerts at all
 */
record Preview(List<Alert> hidden, Map<String, Verdict> verdicts, Instant from, Instant to) {

  private static final Duration LOOKED_BACK = Duration.ofDays(30);

  /**
   * Looks through alerts.
   *
   * @param alerts any revisions, in any order
   * @param triage how far each alert is, by its id
   */
  static Preview of(Scope scope, List<Alert> alerts, Map<String, Triage> triage) {
    Instant to =
        alerts.stream().map(Alert::getUpdatedAt).max(Comparator.naturalOrder()).orElse(null);
    Instant from = to == null ? null : to.minus(LOOKED_BACK);
    Map<String, Alert> hidden = new HashMap<>();
    for (Alert alert : alerts) {
      if (!alert.getUpdatedAt().isBefore(from) && scope.fits(alert)) {
        hidden.merge(
            alert.getAlertId(),
            alert,
            (one, other) -> one.getRevision() > other.getRevision() ? one : other);
      }
    }
    Map<String, Verdict> verdicts = new HashMap<>();
    for (String id : hidden.keySet()) {
      if (triage.containsKey(id) && triage.get(id).getVerdict() != null) {
        verdicts.put(id, triage.get(id).getVerdict());
      }
    }
    List<Alert> newestFirst = new ArrayList<>(hidden.values());
    newestFirst.sort(
        Comparator.comparing(Alert::getUpdatedAt).reversed().thenComparing(Alert::getAlertId));
    return new Preview(newestFirst, verdicts, from, to);
  }

  private long judged(Verdict verdict) {
    return verdicts.values().stream().filter(each -> each == verdict).count();
  }

  /** In one line. */
  String words() {
    if (to == null) {
      return "there are no alerts yet that it could have hidden";
    }
    if (hidden.isEmpty()) {
      return "it would have hidden none of the alerts of the 30 days up to " + to;
    }
    return String.format(
        Locale.ROOT,
        "it would have hidden %s of the 30 days up to %s: %,d judged true, %,d true but benign,"
            + " %,d false, %,d duplicates, %,d judged by nobody",
        Figures.counted(hidden.size(), "alert"),
        to,
        judged(Verdict.TRUE_POSITIVE),
        judged(Verdict.BENIGN_TRUE_POSITIVE),
        judged(Verdict.FALSE_POSITIVE),
        judged(Verdict.DUPLICATE),
        hidden.size() - verdicts.size());
  }
}
