package io.leakwatch.pipeline.raise;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializerSnapshot;
import org.apache.flink.formats.avro.utils.DataOutputEncoder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts that are open in a savepoint of a version whose alerts had one field fewer. */
class OlderAlertsTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** A layout of Flink's in which a snapshot is two texts: the class and its schema. */
  private static final int TWO_TEXTS = 2;

  private final TypeSerializer<Alert> now =
      RaiseOperator.ALERT.createSerializer(new SerializerConfigImpl());

  @BeforeAll
  static void trust() {
    TrustedSchemas.trust();
  }

  static Stream<String> fieldsThatWereAdded() {
    return Alert.getClassSchema().getFields().stream()
        .filter(Schema.Field::hasDefaultValue)
        .map(Schema.Field::name);
  }

  @ParameterizedTest
  @MethodSource("fieldsThatWereAdded")
  void areReadWithTheDefaultOfTheFieldThatWasAdded(String added) throws IOException {
    Schema older = without(added);
    AvroSerializerSnapshot<Alert> stored = snapshot(older);

    Alert read =
        stored.restoreSerializer().deserialize(new DataInputDeserializer(written(alert(), older)));

    assertThat(now.snapshotConfiguration().resolveSchemaCompatibility(stored))
        .matches(found -> found.isCompatibleAfterMigration() || found.isCompatibleAsIs());
    assertThat(read).isEqualTo(alert());
  }

  private static Schema without(String field) {
    Schema all = Alert.getClassSchema();
    return Schema.createRecord(
        all.getName(),
        null,
        all.getNamespace(),
        false,
        all.getFields().stream()
            .filter(each -> !each.name().equals(field))
            .map(each -> new Schema.Field(each, each.schema()))
            .toList());
  }

  private static AvroSerializerSnapshot<Alert> snapshot(Schema schema) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1 << 16);
    out.writeUTF(Alert.class.getName());
    out.writeUTF(schema.toString());
    AvroSerializerSnapshot<Alert> snapshot = new AvroSerializerSnapshot<>();
    snapshot.readSnapshot(
        TWO_TEXTS,
        new DataInputDeserializer(out.getCopyOfBuffer()),
        OlderAlertsTest.class.getClassLoader());
    return snapshot;
  }

  private static byte[] written(Alert alert, Schema older) throws IOException {
    GenericData.Record fewer = new GenericData.Record(older);
    for (Schema.Field field : older.getFields()) {
      fewer.put(field.pos(), alert.get(field.name()));
    }
    DataOutputSerializer out = new DataOutputSerializer(256);
    DataOutputEncoder encoder = new DataOutputEncoder();
    encoder.setOut(out);
    new SpecificDatumWriter<IndexedRecord>(older, SpecificData.getForClass(Alert.class))
        .write(fewer, encoder);
    return out.getCopyOfBuffer();
  }

  /** One whose fields have their defaults, where they have any. */
  private static Alert alert() {
    return Alert.newBuilder()
        .setAlertId("8c1f")
        .setRevision(2)
        .setActivity(AlertActivity.UPDATE)
        .setDetectorId("spam-calls")
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(Severity.HIGH)
        .setConfidence(90)
        .setRiskScore(80)
        .setSubject(new Subject(SubjectType.ACCOUNT, "caller"))
        .setRaisedAt(NOON)
        .setFirstSeenAt(NOON)
        .setLastSeenAt(NOON)
        .setTitle("Spam calls from caller")
        .setSummary("They called many.")
        .setEvidence(List.of())
        .setEventIds(List.of("e-1"))
        .setAffectedAccounts(List.of("callee"))
        .setAffectedCount(1)
        .setAttack(List.of())
        .setRemediation(List.of("Block the caller."))
        .setOccurrences(1)
        .build();
  }
}
