package io.leakwatch.detectors.impossibletravel;

import java.util.List;

/**
 * The way between two logins.
 *
 * @param distanceKm between the two positions
 * @param beyondAccuracyKm what remains of it when both positions are as wrong as they may be
 * @param speedKmh speed that the remaining distance needs
 * @param doubtsFound what speaks against it, in words
 */
record Jump(double distanceKm, double beyondAccuracyKm, double speedKmh, List<String> doubtsFound) {

  /** The doubts as one text; {@code none} if there are none. */
  String doubts() {
    return doubtsFound.isEmpty() ? "none" : String.join(", ", doubtsFound);
  }
}
