package io.leakwatch.pipeline.raise;

import io.leakwatch.schemas.Severity;

/** One number to sort alerts by. */
public final class RiskScore {

  private RiskScore() {}

  /**
   * Severity in steps of 25, weighed with confidence: 0 to 100.
   *
   * @param confidence 0 to 100
   */
  public static int of(Severity severity, int confidence) {
    int weight =
        switch (severity) {
          case INFORMATIONAL -> 10;
          case LOW -> 25;
          case MEDIUM -> 50;
          case HIGH -> 75;
          case CRITICAL -> 100;
        };
    return Math.round(weight * confidence / 100f);
  }
}
