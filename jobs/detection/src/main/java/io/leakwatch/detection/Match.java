package io.leakwatch.detection;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
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

  /** How far it goes in all. */
  public Extent extent() {
    return signals.stream().map(Signal::extent).reduce(Extent.NONE, Extent::and);
  }

  /** This match, once it is known that it goes so far at least. */
  public Match reaching(Extent known) {
    return new Match(
        detectorId,
        subject,
        sequence,
        signals.stream().map(signal -> signal.reaching(known)).toList());
  }

  /** When it was completed, in epoch milliseconds. */
  public long at() {
    return last().at();
  }

  public boolean isSequence() {
    return !sequence.isEmpty();
  }
}
