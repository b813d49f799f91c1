package io.leakwatch.workbench.alerts;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;

/**
 * The latest revision of an alert.
 *
 * @param json the same as one line of JSON, as it was read
 */
public record StoredAlert(Alert alert, String json) {

  public String id() {
    return alert.getAlertId();
  }

  /** It went quiet; that does not say that anybody has resolved it. */
  public boolean isClosed() {
    return alert.getActivity() == AlertActivity.CLOSE;
  }

  /** {@code open} or {@code closed}. */
  public String status() {
    return isClosed() ? "closed" : "open";
  }

  /** Whether the list of accounts leaves none out; older alerts say so by their count alone. */
  public boolean namesAllAccounts() {
    return alert.getAffectedCount() <= alert.getAffectedAccounts().size()
        && (alert.getAffectedComplete() || !namesAllOthers());
  }

  private boolean namesAllOthers() {
    AffectedOther other = alert.getAffectedOther();
    return other == null || other.getCount() <= other.getIds().size();
  }

  /** Such as {@code ACCOUNT mara.ito}, with what nobody sees made visible. */
  public String subject() {
    return alert.getSubject().getType() + " " + Shown.text(alert.getSubject().getId());
  }
}
