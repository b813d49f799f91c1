package io.leakwatch.pipeline.kafka;

import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** How alerts are written to their topic. */
enum AlertFormat {
  AVRO {
    @Override
    byte[] write(Alert alert) {
      return avro(alert);
    }
  },
  JSON {
    @Override
    byte[] write(Alert alert) {
      return JsonRecords.write(alert).getBytes(StandardCharsets.UTF_8);
    }
  },
  OCSF {
    @Override
    byte[] write(Alert alert) {
      return OcsfFinding.of(alert).getBytes(StandardCharsets.UTF_8);
    }
  };

  abstract byte[] write(Alert alert);

  static AlertFormat of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Avro single-object encoding: marker, fingerprint of the schema, body. */
  static byte[] avro(SpecificRecordBase record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      new BinaryMessageEncoder<SpecificRecordBase>(
              SpecificData.getForClass(record.getClass()), record.getSchema())
          .encode(record, bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return bytes.toByteArray();
  }
}
