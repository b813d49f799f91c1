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
 */
public record Sequence(String name, Pattern<Signal, ?> pattern, Duration within) {

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
