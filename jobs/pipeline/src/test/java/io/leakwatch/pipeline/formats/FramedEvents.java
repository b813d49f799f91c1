package io.leakwatch.pipeline.formats;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.registry.RegistryAccess;
import io.leakwatch.pipeline.registry.SchemaIds;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/** Events in Confluent's framing, and what reads them. */
final class FramedEvents {

  static {
    TrustedSchemas.trust();
  }

  static final SchemaIds.Patience HASTY =
      new SchemaIds.Patience(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(100));
  static final SchemaIds.Patience ENDLESS =
      new SchemaIds.Patience(Duration.ofMillis(5), Duration.ofMillis(20), null);
  static final Schema OWN = LoginEvent.getClassSchema();

  private FramedEvents() {}

  static EventFormat format(RegistryAccess access, SchemaIds.Patience patience) {
    return SourceFormat.of(EventKind.LOGIN, SourceFormat.Encoding.CONFLUENT, List.of())
        .withSchemasOf(access)
        .open(Read.MAX_AHEAD, false, AccountNames.USUAL, patience);
  }

  static LoginEvent event() {
    return LoginEvent.newBuilder()
        .setEventId("e1")
        .setOccurredAt(Read.NOON)
        .setAccountId("ada")
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .build();
  }

  static byte[] framed(int id, Object record, Schema schema, GenericData data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(schema, data).write(record, encoder);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toByteArray();
  }

  static byte[] framed(int id) {
    return framed(id, event(), OWN, SpecificData.getForClass(LoginEvent.class));
  }
}
