package io.leakwatch.workbench.soak;

import io.leakwatch.schemas.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Events as the contract wants them: Avro single-object encoding. */
final class EventBytes {

  private final Map<EventKind, BinaryMessageEncoder<SpecificRecordBase>> encoders =
      new EnumMap<>(EventKind.class);
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);

  EventBytes() {
    for (EventKind kind : EventKind.values()) {
      encoders.put(
          kind,
          new BinaryMessageEncoder<>(SpecificData.getForClass(kind.type()), kind.schema(), true));
    }
  }

  byte[] of(SpecificRecordBase event) {
    buffer.reset();
    try {
      encoders.get(EventKind.of(event)).encode(event, buffer);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return buffer.toByteArray();
  }
}
