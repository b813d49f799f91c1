package io.leakwatch.pipeline.decode;

import io.leakwatch.detection.activity.ExactText;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads records from Avro's bytes as Avro does, but texts that are no UTF-8 stay apart: see {@link
 * ExactText}.
 */
public final class ExactReader<T> extends SpecificDatumReader<T> {

  private final BoundedDecoder exact = new BoundedDecoder();

  /** Of records whose writer's schema is yet to be set. */
  public ExactReader(Class<T> type) {
    super(type);
  }

  @Override
  public T read(T reuse, Decoder in) throws IOException {
    return super.read(reuse, in instanceof BinaryDecoder binary ? exact.over(binary) : in);
  }
}
