package io.leakwatch.workbench.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Need;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.needs.Sight;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.local.coverage.Coverage;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a platform leaves a field out, coverage names that field, no other, and whom it blinds. */
class MissingFieldsTest {

  private static final int EVENTS = 60_000;

  /** Of these a platform may have none; see what is said of them where they are judged. */
  private static final Set<Field> NEVER_MISSED = EnumSet.of(Field.API_LEGACY);

  private static final List<SpecificRecordBase> TRAFFIC = new ArrayList<>();

  @BeforeAll
  static void simulate() {
    Simulation simulation = Simulation.of(SimulationPlan.of(11, EVENTS));
    while (simulation.hasNext()) {
      TRAFFIC.add(simulation.next().record());
    }
  }

  private static Coverage without(Set<Field> fields) {
    Activities activities = new Activities(null);
    Tallies tallies = new Tallies();
    for (SpecificRecordBase event : TRAFFIC) {
      SpecificRecordBase blanked = SpecificData.get().deepCopy(event.getSchema(), event);
      fields.stream()
          .filter(field -> field.kind() == EventKind.of(event))
          .forEach(field -> blank(blanked, field));
      tallies.add(activities.of(blanked), blanked);
    }
    return Coverage.of(tallies, Detectors.ALL);
  }

  private static void blank(SpecificRecordBase event, Field field) {
    Schema.Field blank = event.getSchema().getField(field.avroName());
    Object nothing =
        switch (field) {
          case API_STATUS -> 200;
          case API_OPERATION -> Operation.OTHER;
          case API_RESOURCE -> ResourceKind.OTHER;
          default -> SpecificData.get().getDefaultValue(blank);
        };
    event.put(blank.pos(), nothing);
  }

  private static Set<String> lookingFor(
      Field field, Function<Needs, Collection<Need>> which, Coverage coverage) {
    return coverage.detectors().keySet().stream()
        .filter(
            type ->
                which.apply(type.profile().needs()).stream()
                    .anyMatch(need -> need.anyOf().equals(List.of(field))))
        .map(DetectorType::id)
        .collect(Collectors.toSet());
  }

  @Test
  void nothingIsMissedWhereNothingIsLeftOut() {
    Coverage coverage = without(Set.of());

    assertThat(coverage.missingFields()).isEmpty();
    assertThat(coverage.shortfalls()).isEmpty();
    assertThat(coverage.whose(Sight.SEES)).hasSameSizeAs(Detectors.ALL);
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void fieldThatIsLeftOutIsNamedAndNoOther(Field field) {
    Coverage coverage = without(Set.of(field));

    Set<String> blind = lookingFor(field, Needs::cannotDoWithout, coverage);
    Set<String> halfBlind = lookingFor(field, Needs::betterWith, coverage);
    halfBlind.removeAll(blind);
    if (NEVER_MISSED.contains(field)) {
      halfBlind.clear();
    }
    boolean isAsked = !blind.isEmpty() || !halfBlind.isEmpty();
    if (field == Field.API_OPERATION) {
      assertThat(coverage.whose(Sight.BLIND)).containsAll(blind); // no kinds of calls any more
    } else {
      assertThat(coverage.whose(Sight.BLIND)).containsExactlyInAnyOrderElementsOf(blind);
      assertThat(coverage.whose(Sight.HALF_BLIND)).containsExactlyInAnyOrderElementsOf(halfBlind);
    }
    assertThat(coverage.missingFields()).isEqualTo(isAsked ? Set.of(field) : Set.of());
  }

  /** What a world without them would take away. */
  @Test
  void severalFieldsThatAreLeftOutAreAllNamed() {
    Set<Field> sessions = EnumSet.of(Field.LOGIN_SESSION, Field.API_SESSION);
    Set<Field> operators = EnumSet.of(Field.LOGIN_ASN, Field.API_ASN);

    Coverage withoutSessions = without(sessions);

    assertThat(withoutSessions.missingFields()).isEqualTo(sessions);
    assertThat(withoutSessions.whose(Sight.BLIND)).containsExactly("session-hijack");
    assertThat(without(operators).missingFields()).isEqualTo(operators);
    Set<Field> both =
        Stream.concat(sessions.stream(), operators.stream()).collect(Collectors.toSet());
    assertThat(without(both).missingFields()).isEqualTo(both);
  }
}
