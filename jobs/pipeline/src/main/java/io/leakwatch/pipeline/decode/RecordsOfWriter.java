package io.leakwatch.pipeline.decode;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/**
 * Reads records of one writer as they are: Avro's bytes, by the writer's schema. Not for use by
 * several threads at once.
 */
public final class RecordsOfWriter {

  private final GenericDatumReader<Object> records;
  private final BoundedDecoder decoder = new BoundedDecoder();

  public RecordsOfWriter(Schema writer) {
    records = new GenericDatumReader<>(writer);
  }

  /**
   * Reads one.
   *
   * @param offset where its bytes begin
   * @throws IOException if they are none; a {@link RuntimeException} may say the same
   */
  public Object read(byte[] bytes, int offset) throws IOException {
    return records.read(null, decoder.of(bytes, offset));
  }
}
