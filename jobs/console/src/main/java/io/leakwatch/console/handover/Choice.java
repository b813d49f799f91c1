package io.leakwatch.console.handover;

import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.console.config.WebhookRule;
import io.leakwatch.pipeline.decisions.SubjectPattern;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which revisions are handed over: of an alert that asks for action, the first that fits the rule,
 * and later ones that are more severe than what was handed over before. Seen all revisions of a
 * partition in their order, it decides the same each time.
 */
final class Choice {

  /** Open alerts, a hundred bytes each; of more, the one that was seen longest ago is forgotten. */
  private static final int MOST_ALERTS = 200_000;

  private final Severity least;
  private final List<String> detectors;
  private final SubjectType subjectType;
  private final SubjectPattern subject;
  private final int leastRisk;

  /** Severity in which an open alert was handed over last. */
  private final Map<String, Severity> handedOver =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Severity> eldest) {
          return size() > MOST_ALERTS;
        }
      };

  Choice(WebhookRule rule) {
    least = Severity.valueOf(rule.get(WebhookOptions.SEVERITY).toUpperCase(Locale.ROOT));
    detectors = rule.get(WebhookOptions.DETECTORS);
    String type = rule.get(WebhookOptions.SUBJECT_TYPE);
    subjectType = type.isEmpty() ? null : SubjectType.valueOf(type.toUpperCase(Locale.ROOT));
    String glob = rule.get(WebhookOptions.SUBJECT);
    subject = glob.isEmpty() ? null : SubjectPattern.of(glob);
    leastRisk = rule.get(WebhookOptions.MIN_RISK);
  }

  /** Whether this revision is handed over; also takes note of it. */
  boolean takes(Alert alert) {
    String id = alert.getAlertId();
    Severity before = handedOver.get(id);
    boolean takes = fits(alert) && (before == null || alert.getSeverity().compareTo(before) > 0);
    if (alert.getActivity() == AlertActivity.CLOSE) {
      handedOver.remove(id);
    } else if (takes) {
      handedOver.put(id, alert.getSeverity());
    }
    return takes;
  }

  private boolean fits(Alert alert) {
    return alert.getMode() == AlertMode.ACTIVE
        && alert.getSeverity().compareTo(least) >= 0
        && alert.getRiskScore() >= leastRisk
        && (detectors.isEmpty() || detectors.contains(alert.getDetectorId()))
        && (subjectType == null || alert.getSubject().getType() == subjectType)
        && (subject == null || subject.fits(alert.getSubject().getId()));
  }
}
