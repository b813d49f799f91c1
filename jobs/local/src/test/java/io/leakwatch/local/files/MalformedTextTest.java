package io.leakwatch.local.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are no UTF-8 are entities of their own, the same whichever way they come. */
class MalformedTextTest {

  private static final long AT = 1_700_000_000_000L;
  private static final String MARK = "@@@";

  /** The last of them are UTF-8, but look like the others once those are shown. */
  private static final List<String> NAMES =
      List.of(
          "ff",
          "fe",
          "61ff",
          "61fe",
          "80",
          "c080",
          "c1a1",
          "eda0bd",
          "eda0bdedb880",
          "f4908080",
          "e282",
          "f09f98",
          "e28261",
          "efbfbd",
          "efbfbdefbfbd",
          "efbfbd784646",
          "61efbfbd784646",
          "f09f9880",
          "efbfbf",
          "efb7904a",
          "61");

  @TempDir private Path folder;

  @Test
  void everyWayGivesTheSameEntityAndDifferentBytesGiveDifferentOnes() throws IOException {
    Map<Activity, String> seen = new HashMap<>();
    for (String hex : NAMES) {
      byte[] name = HexFormat.of().parseHex(hex);
      GenericRecord record = login(name);

      Activity decoded = longWay(record);

      assertThat(seen.put(decoded, hex)).as("has the entity of %s", hex).isNull();
      assertThat(shortWay(record)).as(hex).isIn(null, decoded);
      assertThat(fromAvroFile(record)).as(hex).isEqualTo(decoded);
      assertThat(fromJsonFile(name)).as(hex).isEqualTo(decoded);
      assertThat(((Login) decoded).account()).doesNotContain("?");
    }
    assertThat(shortWay(login(new byte[] {'a'}))).isNotNull();
  }

  @Test
  void whatIsTooLongIsNotCutWithinACharacter() {
    for (int n = 0; n < 2; n++) {
      LoginEvent event = event("a".repeat(n) + "😀".repeat(100));
      Login login = (Login) new Activities(null).of(event);
      assertThat(new String(login.userAgent().getBytes(UTF_8), UTF_8)).isEqualTo(login.userAgent());
    }
  }

  /** A login in which each text is these bytes. */
  private static GenericRecord login(byte[] text) {
    Schema schema = EventKind.LOGIN.schema();
    GenericRecord record = new GenericData.Record(schema);
    LoginEvent event = event(MARK);
    for (Schema.Field field : schema.getFields()) {
      Object value = event.get(field.pos());
      record.put(
          field.pos(),
          MARK.equals(value)
              ? new Utf8(text)
              : value instanceof Instant time
                  ? (Object) time.toEpochMilli()
                  : value instanceof Enum<?> symbol
                      ? new GenericData.EnumSymbol(field.schema(), symbol.name())
                      : value);
    }
    return record;
  }

  private static LoginEvent event(String text) {
    return LoginEvent.newBuilder()
        .setEventId("e")
        .setOccurredAt(Instant.ofEpochMilli(AT))
        .setAction(LoginAction.LOGIN)
        .setOutcome(LoginOutcome.FAILURE)
        .setMethod(LoginMethod.PASSWORD)
        .setAccountId(text)
        .setDeviceId(text)
        .setSessionId(text)
        .setUserAgent(text)
        .build();
  }

  private static byte[] bytes(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema())
        .encode(record, bytes);
    return bytes.toByteArray();
  }

  private static Activity longWay(GenericRecord record) throws IOException {
    EventDecoder decoder = new EventDecoder(EventKind.LOGIN, List.of(), 0);
    Arrival arrival = decoder.decode(new Arrival.Origin("t", 0, 0, AT), null, bytes(record));
    return new Activities(null).of(((Arrival.Unchecked) arrival).event());
  }

  private static Activity shortWay(GenericRecord record) throws IOException {
    return new OrdinaryEvents(EventKind.LOGIN, 0, false, AccountNames.USUAL)
        .read(bytes(record), AT);
  }

  private Activity fromAvroFile(GenericRecord record) throws IOException {
    Path file = folder.resolve("login.avro");
    try (var out = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>())) {
      out.create(record.getSchema(), file.toFile()).append(record);
    }
    return only(file);
  }

  private Activity fromJsonFile(byte[] text) throws IOException {
    String line = JsonRecords.write(event(MARK)).replace(MARK, new String(text, ISO_8859_1));
    return only(Files.write(folder.resolve("login.jsonl"), line.getBytes(ISO_8859_1)));
  }

  private static Activity only(Path file) {
    try (EventFile events = EventFile.open(file)) {
      FileRecord record = events.next();
      assertThat(record.fault()).isNull();
      return new Activities(null).of(record.event());
    }
  }
}
