package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.needs.Assessment;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Sight;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.schemas.EventKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which of the detectors that run see nothing, or less, when something is missing. */
final class Blindness implements Serializable {

  /**
   * Ids of detectors.
   *
   * @param blind they see nothing
   * @param halfBlind they see less, later, or are less sure
   */
  record Of(List<String> blind, List<String> halfBlind) {

    boolean isNone() {
      return blind.isEmpty() && halfBlind.isEmpty();
    }
  }

  private final ArrayList<DetectorProfile> detectors;

  Blindness(List<DetectorProfile> detectors) {
    this.detectors = new ArrayList<>(detectors);
  }

  /** All that run, blind. */
  Of all() {
    return new Of(ids(detectors.stream()), List.of());
  }

  /** All that run, half blind. */
  Of allHalf() {
    return new Of(List.of(), ids(detectors.stream()));
  }

  /** Those that read a source, half blind; where a source is not one topic, all of them. */
  Of halfOf(String source) {
    boolean isTopic = Stream.of(EventKind.values()).map(EventKind::topic).anyMatch(source::equals);
    return new Of(
        List.of(), ids(detectors.stream().filter(each -> !isTopic || reads(each, source))));
  }

  private static boolean reads(DetectorProfile detector, String topic) {
    return detector.reads().contains(topic);
  }

  private static List<String> ids(Stream<DetectorProfile> profiles) {
    return profiles.map(DetectorProfile::id).sorted().toList();
  }

  /** Those that see less without a topic than with it. */
  Of withoutTopic(String topic, Map<String, Long> past) {
    Map<String, Long> without = new HashMap<>(past);
    without.keySet().removeIf(name -> name.equals(topic) || name.startsWith(topic + "."));
    return worse(past, without);
  }

  /** Those that see less without a field than with it. */
  Of withoutField(String path, Map<String, Long> past) {
    Map<String, Long> without = new HashMap<>(past);
    without.remove(path);
    return worse(past, without);
  }

  private Of worse(Map<String, Long> past, Map<String, Long> without) {
    Tallies before = Tallies.of(past);
    Tallies after = Tallies.of(without);
    List<String> blind = new ArrayList<>();
    List<String> halfBlind = new ArrayList<>();
    for (DetectorProfile each : detectors) {
      Assessment seen = Assessment.of(each.needs(), before);
      Assessment left = Assessment.of(each.needs(), after);
      if (left.sight() == Sight.BLIND && seen.sight() != Sight.BLIND) {
        blind.add(each.id());
      } else if (left.sight() == Sight.HALF_BLIND && left.lacks().size() > seen.lacks().size()) {
        halfBlind.add(each.id());
      }
    }
    return new Of(blind.stream().sorted().toList(), halfBlind.stream().sorted().toList());
  }

  /**
   * The fields that any of them looks for and that are filled or not. One that only says what is
   * not ordinary is away whenever all is ordinary.
   */
  Set<Field> fields() {
    Set<Field> fields = new HashSet<>();
    detectors.forEach(
        each ->
            each.needs()
                .named()
                .filter(Field.class::isInstance)
                .map(Field.class::cast)
                .filter(field -> !field.telling())
                .forEach(fields::add));
    return fields;
  }
}
