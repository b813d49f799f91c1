package io.leakwatch.detection;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.SensorState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A detector, armed with its settings: what it watches, what it remembers of each entity, which
 * sequences of its signals matter, and what it says about them.
 *
 * <p>A sensor is plain code: observation, its own state and its settings in, signals out. It has no
 * clock and does no I/O, so that the same events give the same signals live, replayed and in tests.
 * Observations of an entity come in the order of their event time, except stragglers, which may
 * come as late as the job's allowed lateness.
 *
 * @param <S> what it remembers of one entity
 */
public interface Detector<S extends SensorState> {

  DetectorProfile profile();

  /** What is remembered of an entity that was never seen. */
  S newState();

  /** Which activities it looks at, for which entities, and what it then does. */
  List<Watch<?, S>> watches();

  /**
   * What becomes of a signal once its questions are answered; empty if it is dropped. Not called
   * for signals that ask nothing.
   */
  default Optional<Signal> answered(Signal signal) {
    return Optional.of(signal);
  }

  /** Sequences of its own signals that make a match; may be empty. */
  default List<Sequence> sequences() {
    return List.of();
  }

  /**
   * How long an alert stays open after it was last seen: what happens meanwhile is folded into it.
   * It is never less than an hour, nor than the longest of the sequences.
   */
  default Duration openFor() {
    return Duration.ofHours(1);
  }

  /** How long an alert stays open, all in all: see {@link #openFor}. */
  default Duration staysOpen() {
    Duration longest = Duration.ofHours(1);
    longest = longest.compareTo(openFor()) < 0 ? openFor() : longest;
    for (Sequence sequence : sequences()) {
      longest = longest.compareTo(sequence.within()) < 0 ? sequence.within() : longest;
    }
    return longest;
  }

  /**
   * What went on at an entity since its last signal, once {@link SensorState#dueAt} has passed: the
   * same signal again, with the figures of now. So an alert's last figures are what it came to.
   *
   * @param at event time of the report, epoch milliseconds
   */
  default Optional<Signal> report(Entity entity, S state, long at) {
    return Optional.empty();
  }

  /** The alert for a match, in words; empty if this match alone raises none. */
  Optional<Finding> finding(Match match);
}
