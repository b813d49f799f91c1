package io.leakwatch.benchmarks.rivals;

import io.leakwatch.pipeline.decode.SingleObject;
import io.leakwatch.schemas.EventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads a few fields of an event and passes over the others, as Avro's schema resolution does where
 * the reader's schema has fewer fields than the writer's. Not for use by several threads at once.
 */
final class SlimReader {

  private final long fingerprint;
  private final GenericDatumReader<GenericData.Record> reader;
  private BinaryDecoder decoder;
  private GenericData.Record record;

  /**
   * @param fields names of those to read, in the order in which they are asked for
   */
  SlimReader(EventKind kind, String... fields) {
    Schema writer = kind.schema();
    fingerprint = SchemaNormalization.parsingFingerprint64(writer);
    reader = new GenericDatumReader<>(writer, only(writer, fields));
  }

  private static Schema only(Schema whole, String... fields) {
    List<Schema.Field> kept =
        Arrays.stream(fields)
            .map(name -> whole.getField(name))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        whole.getName(), whole.getDoc(), whole.getNamespace(), whole.isError(), kept);
  }

  /**
   * Reads one event in single-object encoding.
   *
   * @return the same record at every call
   * @throws IllegalArgumentException for an event that this version did not write
   */
  GenericData.Record read(byte[] value) {
    long header = SingleObject.fingerprint(value);
    if (header != fingerprint) {
      throw new IllegalArgumentException("no schema with fingerprint %016x".formatted(header));
    }
    int length = value.length - SingleObject.HEADER_LENGTH;
    decoder =
        DecoderFactory.get().binaryDecoder(value, SingleObject.HEADER_LENGTH, length, decoder);
    try {
      record = reader.read(record, decoder);
      return record;
    } catch (IOException fault) {
      throw new UncheckedIOException("not an event: " + fault.getMessage(), fault);
    }
  }
}
