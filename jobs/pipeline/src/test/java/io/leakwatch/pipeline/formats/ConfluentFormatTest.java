package io.leakwatch.pipeline.formats;

import static io.leakwatch.pipeline.formats.FramedEvents.HASTY;
import static io.leakwatch.pipeline.formats.FramedEvents.OWN;
import static io.leakwatch.pipeline.formats.FramedEvents.event;
import static io.leakwatch.pipeline.formats.FramedEvents.framed;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.registry.SchemaIds;
import io.leakwatch.pipeline.registry.SmallRegistry;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentFormatTest {

  private SmallRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new SmallRegistry();
    registry.put(17, "logins-value", 1, OWN.toString(), "");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private EventFormat format(SchemaIds.Patience patience) {
    return FramedEvents.format(registry.access(), patience);
  }

  private static GenericData.Record foreign(Schema schema) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put("event_id", "e1");
    record.put("account_id", "ada");
    record.put("occurred_at", Read.NOON.toEpochMilli());
    return record;
  }

  @Test
  void anEventIsReadAndItsSchemaAskedForOnce() throws IOException {
    registry.start();
    EventFormat format = format(HASTY);
    Read read = new Read(format);
    assertThat(format.ordinary(framed(17), Read.NOON.toEpochMilli())).as("not known yet").isNull();

    assertThat(Read.login(read.of(framed(17)))).isEqualTo(event());
    assertThat(Read.login(read.of(framed(17)))).isEqualTo(event());
    assertThat(format.ordinary(framed(17), Read.NOON.toEpochMilli()))
        .as("the short way")
        .isNotNull()
        .satisfies(activity -> assertThat(activity.at()).isEqualTo(Read.NOON.toEpochMilli()));

    assertThat(registry.asked()).containsExactly("/schemas/ids/17");
  }

  @Test
  void anotherWritersSchemaIsResolvedToOurs() throws IOException {
    Schema other =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "SignIn", "namespace": "com.acme", "fields": [
                  {"name": "extra", "type": "int", "default": 7},
                  {"name": "event_id", "type": "string"},
                  {"name": "account_id", "type": "string"},
                  {"name": "action", "type": {"type": "enum", "name": "LoginAction",
                    "namespace": "io.leakwatch.schemas", "symbols": ["LOGOUT", "NOD"]}},
                  {"name": "outcome", "type": {"type": "enum", "name": "LoginOutcome",
                    "namespace": "io.leakwatch.schemas", "symbols": ["SUCCESS"]}},
                  {"name": "occurred_at",
                    "type": {"type": "long", "logicalType": "timestamp-micros"}}]}
                """);
    registry.put(4, "logins-value", 2, other.toString(), "");
    registry.start();
    GenericData.Record record = foreign(other);
    record.put("extra", 1);
    record.put("occurred_at", Read.NOON.toEpochMilli() * 1000);
    record.put("action", new GenericData.EnumSymbol(other.getField("action").schema(), "LOGOUT"));
    record.put(
        "outcome", new GenericData.EnumSymbol(other.getField("outcome").schema(), "SUCCESS"));
    EventFormat format = format(HASTY);

    LoginEvent login = Read.login(new Read(format).of(framed(4, record, other, GenericData.get())));

    assertThat(login.getOccurredAt()).isEqualTo(Read.NOON);
    assertThat(login.getAction()).isEqualTo(LoginAction.LOGOUT);
    assertThat(format.ordinary(framed(4), Read.NOON.toEpochMilli())).as("no short way").isNull();
  }

  @Test
  void aSchemaMayHaveItsNamesInAnotherNamespace() throws IOException {
    Schema other =
        new Schema.Parser().parse(OWN.toString().replace("io.leakwatch.schemas", "com.acme"));
    registry.put(9, "logins-value", 2, other.toString(), "");
    registry.start();

    assertThat(Read.login(new Read(format(HASTY)).of(framed(9)))).isEqualTo(event());
  }

  @Test
  void aSchemaMayReferToOthers() throws IOException {
    registry.put(1, "action", 3, OWN.getField("action").schema().toString(), "");
    String importing =
        """
        {"type": "record", "name": "LoginEvent", "fields": [
          {"name": "event_id", "type": "string"},
          {"name": "account_id", "type": "string"},
          {"name": "occurred_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
          {"name": "action", "type": "io.leakwatch.schemas.LoginAction"},
          {"name": "outcome", "type": %s}]}
        """
            .formatted(OWN.getField("outcome").schema());
    registry.put(
        2,
        "logins-value",
        2,
        importing,
        "\"references\":[{\"name\":\"io.leakwatch.schemas.LoginAction\",\"subject\":\"action\","
            + "\"version\":3}]");
    registry.put(
        3,
        "logins-value",
        3,
        importing,
        "\"references\":[{\"name\":\"x\",\"subject\":\"gone\",\"version\":1}]");
    registry.start();
    Schema parsed = new Schema.Parser().parse(OWN.toString());
    Read read = new Read(format(HASTY));
    Schema.Parser parser = new Schema.Parser();
    parser.parse(parsed.getField("action").schema().toString());
    Schema schema = parser.parse(importing);
    GenericData.Record record = foreign(schema);
    record.put("action", new GenericData.EnumSymbol(schema.getField("action").schema(), "LOGIN"));
    record.put(
        "outcome", new GenericData.EnumSymbol(schema.getField("outcome").schema(), "FAILURE"));

    assertThat(Read.login(read.of(framed(2, record, schema, GenericData.get()))).getAccountId())
        .isEqualTo("ada");
    assertThat(Read.letter(read.of(framed(3))).getDetail())
        .endsWith("it refers to version 1 of gone, which the registry does not have");
  }

  @Test
  void anIdThatTheRegistryDoesNotHaveIsADeadLetterThatNamesIt() throws IOException {
    registry.start();
    Read read = new Read(format(HASTY));

    DeadLetter letter = Read.letter(read.of(framed(99)));
    assertThat(letter.getReason()).isEqualTo("unknown-schema");
    assertThat(letter.getDetail())
        .isEqualTo(
            "the schema registry at %s has no schema with the id 99".formatted(registry.url()));
    assertThat(Read.letter(read.of(framed(-2))).getDetail()).endsWith("with the id -2");
    read.of(framed(99));
    assertThat(Read.login(read.of(framed(17)))).isEqualTo(event());
    assertThat(registry.asked())
        .as("once each, and none below 0")
        .containsExactly("/schemas/ids/99", "/schemas/ids/17");
  }

  @Test
  void aSchemaOfWhichNoSuchEventCanBeMadeIsADeadLetterThatSaysWhy() throws IOException {
    registry.put(
        5,
        "a",
        1,
        "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"com.acme\",\"fields\":["
            + "{\"name\":\"event_id\",\"type\":\"long\"}]}",
        "");
    registry.put(6, "a", 2, "{\"type\":\"object\"}", "\"schemaType\":\"JSON\"");
    registry.put(7, "a", 3, "\"string\"", "");
    registry.put(8, "a", 4, "{\"type\":\"rec", "");
    registry.start();
    Read read = new Read(format(HASTY));
    String begins = "the schema with the id %d, of the schema registry at %s, cannot be used: ";

    DeadLetter letter = Read.letter(read.of(framed(5)));
    assertThat(letter.getReason()).isEqualTo("incompatible-schema");
    assertThat(letter.getDetail())
        .startsWith(begins.formatted(5, registry.url()) + "com.acme.Order as LoginEvent: ")
        .contains("it has no field occurred_at");
    assertThat(Read.letter(read.of(framed(6))).getDetail())
        .isEqualTo(begins.formatted(6, registry.url()) + "it is a schema of JSON, and not of Avro");
    assertThat(Read.letter(read.of(framed(7))).getDetail())
        .isEqualTo(begins.formatted(7, registry.url()) + "it is not the schema of a record");
    assertThat(Read.letter(read.of(framed(8))).getDetail())
        .startsWith(begins.formatted(8, registry.url()) + "it is no Avro schema: ");
  }

  @Test
  void whatIsNotFramedOrCutIsADeadLetter() throws IOException {
    registry.start();
    Read read = new Read(format(HASTY));

    for (byte[] value : List.of(new byte[0], new byte[] {0, 0, 0}, new byte[] {1, 0, 0, 0, 17})) {
      assertThat(Read.letter(read.of(value)).getDetail()).startsWith("not in Confluent's framing");
    }
    assertThat(Read.letter(read.of(new byte[] {0, 0, 0, 0, 17})).getDetail())
        .startsWith("not a LoginEvent: ");
    assertThat(Read.letter(read.of(null)).getDetail()).isEqualTo("the record has no value");
  }
}
