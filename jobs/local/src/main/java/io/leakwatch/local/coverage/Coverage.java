package io.leakwatch.local.coverage;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.needs.Assessment;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Lack;
import io.leakwatch.detection.needs.Sight;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.schemas.EventKind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What events let each detector see.
 *
 * @param tallies what the events carry
 * @param detectors in the order of the catalogue
 */
public record Coverage(Tallies tallies, Map<DetectorType, Assessment> detectors) {

  /** That of these detectors over events that were counted. */
  public static Coverage of(Tallies tallies, List<DetectorType> types) {
    Map<DetectorType, Assessment> detectors = new LinkedHashMap<>();
    types.forEach(type -> detectors.put(type, Assessment.of(type.profile().needs(), tallies)));
    return new Coverage(tallies, detectors);
  }

  /** Ids of the detectors that see so much. */
  public List<String> whose(Sight sight) {
    return detectors.entrySet().stream()
        .filter(each -> each.getValue().sight() == sight)
        .map(each -> each.getKey().id())
        .toList();
  }

  /** The fields that some detector looks for and no event carries that could. */
  public Set<Field> missingFields() {
    Set<Field> missing = EnumSet.noneOf(Field.class);
    for (Assessment each : detectors.values()) {
      each.lacks().stream()
          .flatMap(lack -> lack.found().stream())
          .filter(found -> found.count() == 0 && found.among() > 0)
          .map(Lack.Found::trait)
          .forEach(trait -> addField(trait, missing));
    }
    return missing;
  }

  private static void addField(Trait trait, Set<Field> fields) {
    if (trait instanceof Field field) {
      fields.add(field);
    }
  }

  /** The fields that some of these detectors looks for, in the order of the schemas. */
  public List<Field> fieldsLookedFor() {
    Set<Trait> named = new HashSet<>();
    detectors.keySet().forEach(type -> type.profile().needs().named().forEach(named::add));
    return Stream.of(Field.values()).filter(named::contains).toList();
  }

  /** How many events there were. */
  public long events() {
    return Stream.of(EventKind.values()).mapToLong(tallies::events).sum();
  }

  /** What each detector that does not see all lacks, the blind ones first. */
  public List<Shortfall> shortfalls() {
    return Stream.of(Sight.BLIND, Sight.HALF_BLIND)
        .flatMap(
            sight ->
                detectors.entrySet().stream()
                    .filter(each -> each.getValue().sight() == sight)
                    .map(each -> Shortfall.of(each.getKey().id(), each.getValue())))
        .toList();
  }
}
