package io.leakwatch.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** What was published once can be read for ever, and who has not updated can still read. */
class OlderSchemasTest {

  private static Schema older(String name) throws Exception {
    try (InputStream in = OlderSchemasTest.class.getResourceAsStream("older/" + name)) {
      return new Schema.Parser().parse(in);
    }
  }

  @Test
  void alertsCanBeReadByOlderAndNewerReaders() throws Exception {
    Schema older = older("Alert-1.avsc");

    assertThat(compatibility(Alert.getClassSchema(), older))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    assertThat(compatibility(older, Alert.getClassSchema()))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }

  @Test
  void anOlderAlertHasTheDefaultsOfTheFieldsThatItLacks() throws Exception {
    Schema older = older("Alert-1.avsc");
    GenericRecord read = read(alertOf(older), older, Alert.getClassSchema());

    assertThat((List<?>) read.get("sources")).isEmpty();
    assertThat(read.get("closed_at")).isNull();
    assertThat(read.get("affected_complete")).isEqualTo(true);
  }

  private static GenericRecord alertOf(Schema schema) {
    Schema subject = schema.getField("subject").schema();
    return new GenericRecordBuilder(schema)
        .set("alert_id", "a1")
        .set("revision", 1)
        .set("activity", symbol(schema, "activity", "CREATE"))
        .set("detector_id", "credential-stuffing")
        .set("detector_version", 1)
        .set("mode", symbol(schema, "mode", "ACTIVE"))
        .set("severity", symbol(schema, "severity", "LOW"))
        .set("confidence", 50)
        .set("risk_score", 12)
        .set(
            "subject",
            new GenericRecordBuilder(subject)
                .set("type", symbol(subject, "type", "ACCOUNT"))
                .set("id", "ada")
                .build())
        .set("raised_at", 1L)
        .set("first_seen_at", 1L)
        .set("last_seen_at", 1L)
        .set("title", "t")
        .set("summary", "s")
        .set("evidence", List.of())
        .set("event_ids", List.of("e1"))
        .set("affected_accounts", List.of("ada"))
        .set("affected_count", 1L)
        .set("attack", List.of())
        .set("remediation", List.of())
        .set("occurrences", 1L)
        .build();
  }

  private static GenericData.EnumSymbol symbol(Schema record, String field, String symbol) {
    return new GenericData.EnumSymbol(record.getField(field).schema(), symbol);
  }

  private static GenericRecord read(GenericRecord record, Schema writer, Schema reader)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(writer).write(record, encoder);
    encoder.flush();
    return new GenericDatumReader<GenericRecord>(writer, reader)
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }
}
