package io.leakwatch.detection;

import io.leakwatch.detection.activity.Entity;
import java.util.List;

/**
 * Signals of one detector on one subject that belong together, in the order in which they happened:
 * a single one, or the steps of a completed sequence.
 *
 * @param sequence name of the sequence that was completed; empty for a single signal
 */
public record Match(String detectorId, Entity subject, String sequence, List<Signal> signals) {

  public static Match of(Signal signal) {
    return new Match(signal.detectorId(), signal.subject(), "", List.of(signal));
  }

  /** The first of its signals. */
  public Signal first() {
    return signals.get(0);
  }

  /** The signal that completed it. */
  public Signal last() {
    return signals.get(signals.size() - 1);
  }

  /** When it was completed, in epoch milliseconds. */
  public long at() {
    return last().at();
  }

  public boolean isSequence() {
    return !sequence.isEmpty();
  }
}
