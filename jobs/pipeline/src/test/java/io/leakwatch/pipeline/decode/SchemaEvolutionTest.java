package io.leakwatch.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.EventKind;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaEvolutionTest {

  private static final Arrival.Origin ORIGIN = new Arrival.Origin("topic", 3, 42, Writers.TIME);

  private static SpecificRecord event(Arrival arrival) {
    return ((Arrival.Unchecked) arrival).event();
  }

  private static Arrival read(EventKind kind, Schema writer, List<Schema> known) {
    return new EventDecoder(kind, known, 0).decode(ORIGIN, null, Writers.write(writer));
  }

  @ParameterizedTest
  @EnumSource
  void whatAnOlderWriterDidNotKnowTakesItsDefault(EventKind kind) {
    List<Schema.Field> added =
        kind.schema().getFields().stream().filter(Schema.Field::hasDefaultValue).toList();
    assertThat(added).isNotEmpty();
    for (Schema.Field field : added) {
      Schema older = Writers.without(kind.schema(), field.name());

      SpecificRecord event = event(read(kind, older, List.of(older)));

      assertThat(event).as("written without " + field.name()).isNotNull();
      assertThat(event.get(field.pos()))
          .as(field.name())
          .isEqualTo(SpecificData.get().getDefaultValue(field));
      assertThat(event.get(kind.schema().getField("event_id").pos())).isEqualTo("text");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatOnlyANewerWriterKnowsIsLeftOutAndItsSymbolsBecomeTheDefault(EventKind kind) {
    Schema newer = Writers.newer(kind.schema());

    SpecificRecord event = event(read(kind, newer, List.of(newer)));

    assertThat(event).isNotNull();
    assertThat(event.get(kind.schema().getField("event_id").pos())).isEqualTo("text");
    int symbols = 0;
    for (Schema.Field field : kind.schema().getFields()) {
      Object value = event.get(field.pos());
      Object one = value instanceof List<?> list ? list.get(0) : value;
      if (one instanceof Enum<?> symbol) {
        Schema type = SpecificData.get().getSchema(symbol.getDeclaringClass());
        assertThat(symbol.name()).as(field.name()).isEqualTo(type.getEnumDefault());
        symbols++;
      }
    }
    assertThat(symbols).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void bytesOfAnUnknownWriterAreADeadLetterThatNamesTheOption(EventKind kind) {
    Arrival arrival = read(kind, Writers.newer(kind.schema()), List.of());

    DeadLetter letter = ((Arrival.Refused) arrival).letter();
    assertThat(letter.getReason()).isEqualTo("unknown-schema");
    assertThat(letter.getDetail()).contains("kafka.writer-schemas");
    assertThat(letter.getTopic()).isEqualTo("topic");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({
    "LOGIN, timestamp-micros, 1000",
    "API, timestamp-micros, 1000",
    "DM_METADATA, timestamp-nanos, 1000000"
  })
  void timesInAUnitThatTheWritersSchemaStatesAreConverted(
      EventKind kind, String unit, long perMillisecond) {
    Schema other = Writers.withTimesIn(unit, Writers.newer(kind.schema()));
    // Fingerprints leave logical types out: it has the fingerprint of this version's own schema.
    Schema sameButForTimes = Writers.withTimesIn(unit, kind.schema());
    long written = Writers.TIME * perMillisecond + 1;

    for (Schema writer : List.of(other, sameButForTimes)) {
      EventDecoder decoder = new EventDecoder(kind, List.of(writer), 0);
      SpecificRecord event = event(decoder.decode(ORIGIN, null, Writers.write(writer, written)));

      assertThat(times(event)).isNotEmpty().containsOnly(Instant.ofEpochMilli(Writers.TIME));
      assertThat(times(event(decoder.decode(ORIGIN, null, Writers.write(kind.schema())))))
          .containsOnly(Instant.ofEpochMilli(Writers.TIME));
    }
  }

  private static List<Object> times(SpecificRecord event) {
    return event.getSchema().getFields().stream()
        .map(field -> event.get(field.pos()))
        .filter(Instant.class::isInstance)
        .toList();
  }
}
