package io.leakwatch.pipeline.decisions;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Control;
import io.leakwatch.schemas.DetectorMode;
import io.leakwatch.schemas.Suppression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was decided about alerts, and what it comes to for a revision of one. Of each command
 * the highest revision holds, in whatever order they come; of the same revision the one that came
 * last. One that cannot be applied takes the place of the one before all the same: what is left of
 * a compacted topic is the last one, and a job that begins again must decide alike.
 *
 * <p>What it comes to depends on event time alone, not on when it was asked. Not for use by several
 * threads at once.
 */
public final class Decisions {

  /** As many may hold at the same time: each revision of an alert is held against all of them. */
  public static final int MOST_AT_ONCE = 10_000;

  /** As many are known in all, with those that are over. */
  static final int MOST = 20_000;

  private final int mostAtOnce;
  private final int most;

  /** Which revision of each is known, be it applied or not. */
  private final Map<String, Integer> ofSuppressions = new HashMap<>();

  private final Map<String, Integer> ofControls = new HashMap<>();
  private final Suppressions suppressions = new Suppressions();
  private final Controls controls = new Controls();

  public Decisions() {
    this(MOST_AT_ONCE, MOST);
  }

  Decisions(int mostAtOnce, int most) {
    this.mostAtOnce = mostAtOnce;
    this.most = most;
  }

  /**
   * Takes a suppression.
   *
   * @return why it cannot be applied; empty if it can
   */
  public Optional<String> take(Suppression suppression) {
    String id = suppression.getSuppressionId();
    Optional<String> stale = stale(ofSuppressions, id, suppression.getRevision());
    if (stale.isPresent()) {
      return stale;
    }
    suppressions.remove(id);
    Optional<String> objection =
        objection(Objections.to(suppression))
            .or(() -> tooMany(Suppressions.period(suppression), id));
    if (objection.isEmpty()) {
      suppressions.put(suppression);
    }
    return objection;
  }

  /**
   * Takes a control.
   *
   * @return why it cannot be applied; empty if it can
   */
  public Optional<String> take(Control control) {
    String id = control.getControlId();
    Optional<String> stale = stale(ofControls, id, control.getRevision());
    if (stale.isPresent()) {
      return stale;
    }
    controls.remove(id);
    Optional<String> objection =
        objection(Objections.to(control)).or(() -> tooMany(Controls.period(control), id));
    if (objection.isEmpty()) {
      controls.put(control);
    }
    return objection;
  }

  /** Forgets a suppression, as if it had never been. */
  public void dropSuppression(String id) {
    ofSuppressions.remove(id);
    suppressions.remove(id);
  }

  /** Forgets a control, as if it had never been. */
  public void dropControl(String id) {
    ofControls.remove(id);
    controls.remove(id);
  }

  /** Whether a higher revision of it is known. */
  boolean isStale(Suppression suppression) {
    return ofSuppressions.getOrDefault(suppression.getSuppressionId(), 0)
        > suppression.getRevision();
  }

  /** Likewise, of a control. */
  boolean isStale(Control control) {
    return ofControls.getOrDefault(control.getControlId(), 0) > control.getRevision();
  }

  private Optional<String> stale(Map<String, Integer> revisions, String id, int revision) {
    Integer known = revisions.get(id);
    if (known != null && known > revision) {
      return Optional.of(
          "revision %d of it was read before; give a change a higher one".formatted(known));
    }
    if (known == null && ofSuppressions.size() + ofControls.size() >= most) {
      return Optional.of(
          "%,d commands are known, as many as there may be; delete those that are over from their"
                  .formatted(most)
              + " topics (a record with their key and without a value)");
    }
    revisions.put(id, revision);
    return Optional.empty();
  }

  private static Optional<String> objection(List<String> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
  }

  private Optional<String> tooMany(Period period, String id) {
    if (suppressions.size() + controls.size() < mostAtOnce) {
      return Optional.empty();
    }
    long others = suppressions.overlapping(period, id) + controls.overlapping(period, id);
    return others < mostAtOnce
        ? Optional.empty()
        : Optional.of(
            "%,d commands hold at the same time, as many as there may be; withdraw some"
                .formatted(others));
  }

  /** What becomes of a revision of an alert. */
  public Decision about(Alert alert) {
    long at = alert.getUpdatedAt().toEpochMilli();
    DetectorMode mode = controls.mode(alert, at);
    if (mode == DetectorMode.OFF) {
      Optional<Long> seen = controls.lastSeenOn(alert);
      if (seen.isEmpty()) {
        return Decision.SWITCHED_OFF;
      }
      mode = controls.mode(alert, seen.get());
    }
    boolean isBelowFloor = controls.isBelowFloor(alert, at);
    String suppressedBy = suppressions.holdingFor(alert);
    boolean isActive = mode == DetectorMode.ACTIVE && !isBelowFloor && suppressedBy == null;
    return new Decision(
        true, isActive ? AlertMode.ACTIVE : AlertMode.SHADOW, isBelowFloor, suppressedBy);
  }
}
