package io.leakwatch.pipeline.decisions;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.TrustedSchemas;

/**
 * What becomes of a revision of an alert.
 *
 * @param isWritten whether it is written at all
 * @param mode in which it is written
 * @param isBelowFloor whether it is on trial because its severity is below the floor
 * @param suppressedBy the suppression that holds; null for none
 */
public record Decision(
    boolean isWritten, AlertMode mode, boolean isBelowFloor, String suppressedBy) {

  static {
    // Alerts are copied, and may be handed on, in a JVM that decodes none.
    TrustedSchemas.trust();
  }

  static final Decision SWITCHED_OFF = new Decision(false, AlertMode.SHADOW, false, null);

  /** The revision as it is written. */
  public Alert applied(Alert alert) {
    return mode == alert.getMode() && suppressedBy == null
        ? alert
        : Alert.newBuilder(alert).setMode(mode).setSuppressedBy(suppressedBy).build();
  }
}
