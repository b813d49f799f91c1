package io.leakwatch.detection.needs;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.EventKind;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldTest {

  /** What every event must hold, or what says which {@link Occurrence} it is. */
  private static final Set<String> OF_EVERY_EVENT =
      Set.of(
          "login-events.event_id",
          "login-events.occurred_at",
          "login-events.account_id",
          "login-events.action",
          "login-events.outcome",
          "api-events.event_id",
          "api-events.occurred_at",
          "api-events.endpoint",
          "api-events.http_method",
          "dm-metadata-events.event_id",
          "dm-metadata-events.occurred_at",
          "dm-metadata-events.actor_id",
          "dm-metadata-events.kind");

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void everyFieldOfTheSchemasIsHereOrInEveryEvent(EventKind kind) {
    Set<String> named = new TreeSet<>();
    Arrays.stream(Field.values())
        .filter(field -> field.kind() == kind)
        .forEach(field -> named.add(field.path()));
    OF_EVERY_EVENT.stream().filter(path -> path.startsWith(kind.topic())).forEach(named::add);
    Set<String> written = new TreeSet<>();
    kind.schema().getFields().forEach(field -> written.add(kind.topic() + "." + field.name()));

    assertThat(named).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource(Field.class)
  void fieldIsFoundByItsPathAndMeansSomethingInEventsOfItsTopic(Field field) {
    assertThat(Field.ofPath(field.path())).contains(field);
    assertThat(field.among()).allMatch(occurrence -> occurrence.kind() == field.kind());
  }

  @Test
  void whatHasADefaultThatSaysTheOrdinaryThingIsTelling() {
    Stream.of(Field.values())
        .filter(field -> typeOf(field) == Schema.Type.BOOLEAN)
        .forEach(field -> assertThat(field.telling()).as(field.path()).isTrue());
  }

  private static Schema.Type typeOf(Field field) {
    return field.kind().schema().getField(field.avroName()).schema().getType();
  }

  /** {@code action=LOGIN outcome=FAILURE} names fields and symbols that there are. */
  @ParameterizedTest
  @EnumSource(Occurrence.class)
  void whatIsToBeWrittenForAKindOfEventIsInItsSchema(Occurrence occurrence) {
    for (String each : occurrence.written().split(" ")) {
      String[] pair = each.split("=");
      Schema.Field field = occurrence.kind().schema().getField(pair[0]);
      assertThat(field).as(each).isNotNull();
      assertThat(field.schema().getEnumSymbols()).as(each).contains(pair[1]);
    }
  }
}
