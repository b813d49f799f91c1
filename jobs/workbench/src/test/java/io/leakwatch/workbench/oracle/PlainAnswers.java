package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signal.Told;
import io.leakwatch.detection.activity.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All facts of a run, and the answers to signals that ask about entities: of each kind of fact the
 * last one by then, if it is no older than two days. A fact of the same moment is an answer.
 */
final class PlainAnswers {

  private static final long KEPT_MILLIS = Duration.ofDays(2).toMillis();

  private final Map<Entity, Map<String, TreeSet<Long>>> facts = new HashMap<>();

  /** Of all detectors, for they answer each other. */
  PlainAnswers(List<Signal> signals) {
    signals.stream()
        .filter(Signal::fact)
        .forEach(
            fact ->
                facts
                    .computeIfAbsent(fact.subject(), entity -> new TreeMap<>())
                    .computeIfAbsent(fact.kind(), kind -> new TreeSet<>())
                    .add(fact.at()));
  }

  /** Those signals of a detector that are no facts, once it has judged the answers. */
  List<Signal> judged(Detector<?> detector, List<Signal> signals) {
    List<Signal> judged = new ArrayList<>();
    for (Signal signal : signals) {
      if (!signal.fact()) {
        Optional<Signal> kept =
            signal.asks().isEmpty() ? Optional.of(signal) : detector.answered(answered(signal));
        kept.ifPresent(judged::add);
      }
    }
    return judged;
  }

  private Signal answered(Signal asking) {
    Signal answered = asking;
    for (Entity asked : asking.asks()) {
      for (Map.Entry<String, TreeSet<Long>> each : facts.getOrDefault(asked, Map.of()).entrySet()) {
        Long last = each.getValue().floor(asking.at());
        if (last != null && last >= asking.at() - KEPT_MILLIS) {
          answered = answered.told(new Told(asked, each.getKey(), last));
        }
      }
    }
    return answered;
  }
}
