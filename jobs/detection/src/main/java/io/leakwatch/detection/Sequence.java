package io.leakwatch.detection;

import java.time.Duration;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * This signal, then that one, within so long, on the same subject.
 *
 * @param name lower-case words joined by hyphens, unique in its detector; part of the state's key
 * @param pattern over the detector's own signals, bounded by {@code within}
 * @param within the longest time between its first and its last signal
 * @param afterEntry it also hears of every alert, of any detector, by which somebody got into an
 *     account: as a signal of kind {@link #ENTRY} about that account
 */
public record Sequence(
    String name, Pattern<Signal, ?> pattern, Duration within, boolean afterEntry) {

  /**
   * Kind of the signal by which a sequence hears of an alert that somebody got into an account. Its
   * detector is the alert's, its note the alert's title, its one condition quotes the alert's id.
   */
  public static final String ENTRY = "entry";

  /** Over the detector's own signals. */
  public static Sequence of(String name, Pattern<Signal, ?> pattern, Duration within) {
    return new Sequence(name, pattern, within, false);
  }

  /** Over the detector's own signals, and the entries that alerts of all detectors tell of. */
  public static Sequence afterEntry(String name, Pattern<Signal, ?> pattern, Duration within) {
    return new Sequence(name, pattern, within, true);
  }

  /**
   * For {@code Pattern.within}, which leaves its own bound out: two signals so far apart still
   * match.
   */
  public static Duration including(Duration within) {
    return within.plusMillis(1);
  }

  /** A condition that holds for signals of one kind. */
  public static SimpleCondition<Signal> kind(String kind) {
    return SimpleCondition.of(signal -> signal.is(kind));
  }
}
