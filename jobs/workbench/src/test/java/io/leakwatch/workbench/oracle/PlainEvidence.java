package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence of one detector's alerts.
 *
 * @param detectorId the detector, whose options set the thresholds
 */
record PlainEvidence(String detectorId) {

  /** Of a first match. */
  List<Evidence> of(Finding finding) {
    return finding.conditions().stream().map(this::of).toList();
  }

  /**
   * Of one more match. New conditions are added behind the others. Of those that are shown already,
   * a total is replaced by one that is no less, and another figure only by the last signal of the
   * match that speaks.
   */
  List<Evidence> after(List<Evidence> before, Match match, Finding finding, boolean speaks) {
    List<Evidence> all = new ArrayList<>(before);
    for (Condition condition : finding.conditions()) {
      Evidence fresh = of(condition);
      int shown = indexOf(fresh.getCondition(), all);
      if (shown < 0) {
        all.add(fresh);
      } else if (isNews(condition, all.get(shown), speaks && isOfLast(condition, match))) {
        all.set(shown, fresh);
      }
    }
    return all;
  }

  private static boolean isNews(Condition condition, Evidence shown, boolean isSpoken) {
    if (!condition.isTotal()) {
      return isSpoken;
    }
    Double total = shown.getObservedValue();
    return condition.observedValue() >= (total == null ? 0 : total);
  }

  private static boolean isOfLast(Condition condition, Match match) {
    return match.last().conditions().contains(condition);
  }

  private static int indexOf(String condition, List<Evidence> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).getCondition().equals(condition)) {
        return i;
      }
    }
    return -1;
  }

  private Evidence of(Condition condition) {
    return Evidence.newBuilder()
        .setCondition(Shown.text(condition.condition()))
        .setObserved(Shown.text(condition.observed()))
        .setThreshold(Shown.text(condition.threshold()))
        .setUnit(condition.unit())
        .setObservedValue(numberOrNull(condition.observedValue()))
        .setThresholdValue(numberOrNull(condition.thresholdValue()))
        .setOperator(condition.operator())
        .setOption(
            condition.option().isEmpty()
                ? null
                : "detectors." + detectorId + "." + condition.option())
        .build();
  }

  private static Double numberOrNull(double figure) {
    return Double.isNaN(figure) || Double.isInfinite(figure) ? null : (Double) figure;
  }
}
