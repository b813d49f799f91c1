package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.state.Sightings.Sighting;
import java.util.List;

/**
 * The way between two logins.
 *
 * @param distanceKm between the two positions
 * @param beyondAccuracyKm what remains of it when both positions are as wrong as they may be
 * @param speedKmh speed that the remaining distance needs
 * @param confidence how sure it is that two people logged in, 0 to 100; 0 while not yet weighed
 * @param doubtsFound what speaks against it, in words
 */
record Jump(
    Sighting before,
    Sighting here,
    double distanceKm,
    double beyondAccuracyKm,
    double speedKmh,
    int confidence,
    List<String> doubtsFound) {

  Jump weighed(int confidence, List<String> doubts) {
    return new Jump(
        before, here, distanceKm, beyondAccuracyKm, speedKmh, confidence, List.copyOf(doubts));
  }

  /** The more finely the earlier position is known, the higher. */
  int fineness() {
    int radius = before.place().accuracyKm();
    return radius < 0 ? Integer.MIN_VALUE : -radius;
  }

  /** The doubts as one text; {@code none} if there are none. */
  String doubts() {
    return doubtsFound.isEmpty() ? "none" : String.join(", ", doubtsFound);
  }
}
