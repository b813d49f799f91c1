package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.Evidence;

/** Conditions that were met, as an alert shows them. */
public final class ShownEvidence {

  private ShownEvidence() {}

  /**
   * A condition with its figures, in text that is safe to show.
   *
   * @param optionKey the name in the configuration of the option that sets the threshold; null if
   *     none does
   */
  public static Evidence of(Condition condition, String optionKey) {
    return Evidence.newBuilder()
        .setCondition(Shown.text(condition.condition()))
        .setObserved(Shown.text(condition.observed()))
        .setThreshold(Shown.text(condition.threshold()))
        .setUnit(condition.unit())
        .setObservedValue(figure(condition.observedValue()))
        .setThresholdValue(figure(condition.thresholdValue()))
        .setOperator(condition.operator())
        .setOption(optionKey)
        .build();
  }

  /** JSON has no word for what is no number. */
  private static Double figure(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
