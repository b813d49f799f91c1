package io.leakwatch.local.replay;

import io.leakwatch.pipeline.decode.PossibleTimes;
import io.leakwatch.schemas.DeadLetter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files whose times were refused because they seem to be in another unit than milliseconds. */
final class OtherUnits {

  private OtherUnits() {}

  /** A line for each file, field and unit, by file; empty for none. */
  static List<String> warnings(List<DeadLetter> letters) {
    Map<String, Integer> refused = new TreeMap<>();
    letters.stream()
        .flatMap(OtherUnits::reading)
        .forEach(reading -> refused.merge(reading, 1, Integer::sum));
    return refused.entrySet().stream()
        .map(
            each ->
                "%s (records refused: %d); expected milliseconds since 1970"
                    .formatted(each.getKey(), each.getValue()))
        .toList();
  }

  private static Stream<String> reading(DeadLetter letter) {
    String detail = letter.getDetail();
    return PossibleTimes.unitIn(detail).stream()
        .map(
            unit ->
                "%s: %s reads as %s"
                    .formatted(
                        letter.getTopic(),
                        detail.substring(0, detail.indexOf(' ')),
                        unit.name().toLowerCase(Locale.ROOT)));
  }
}
