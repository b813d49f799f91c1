package io.leakwatch.pipeline.formats;

import static io.leakwatch.pipeline.formats.FramedEvents.HASTY;
import static io.leakwatch.pipeline.formats.FramedEvents.OWN;
import static io.leakwatch.pipeline.formats.FramedEvents.framed;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.registry.SmallRegistry;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MappedAvroTest {

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

  @Test
  void recordsOfAnotherProgramAreMappedByTheirFields() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Auth", "fields": [
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                  {"name": "user", "type": {"type": "record", "name": "User", "fields": [
                    {"name": "id", "type": "long"}, {"name": "ip", "type": ["null", "string"]}]}},
                  {"name": "labels", "type": {"type": "map", "values": "string"}},
                  {"name": "kind", "type": {"type": "enum", "name": "Kind",
                    "symbols": ["IN", "OUT", "OTHER"]}}]}
                """);
    registry.put(30, "auth-value", 1, schema.toString(), "");
    registry.start();
    Read read =
        new Read(
            SourceFormat.of(EventKind.LOGIN, SourceFormat.Encoding.CONFLUENT, List.of())
                .withSchemasOf(registry.access())
                .mappedBy(
                    """
                    event: login-events
                    except: {/kind: OTHER}
                    fields:
                      event_id: /labels/id
                      occurred_at: /at
                      account_id: /user/id
                      ip: /user/ip
                      action: {from: /kind, values: {IN: LOGIN, OUT: LOGOUT}}
                      outcome: {constant: SUCCESS}
                    """)
                .open(Read.MAX_AHEAD, false, AccountNames.USUAL, HASTY));
    GenericData.Record user = new GenericData.Record(schema.getField("user").schema());
    user.put("id", 42L);
    user.put("ip", "192.0.2.1");
    GenericData.Record record = new GenericData.Record(schema);
    record.put("at", Read.NOON.toEpochMilli() * 1000 + 999);
    record.put("user", user);
    record.put("labels", Map.of("id", "e7"));
    record.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "OUT"));
    byte[] value = framed(30, record, schema, GenericData.get());

    assertThat(Read.login(read.of(value)))
        .satisfies(
            login -> {
              assertThat(login.getEventId()).isEqualTo("e7");
              assertThat(login.getOccurredAt()).isEqualTo(Read.NOON);
              assertThat(login.getAccountId()).isEqualTo("42");
              assertThat(login.getIp()).isEqualTo("192.0.2.1");
              assertThat(login.getAction()).isEqualTo(LoginAction.LOGOUT);
            });
    record.put("kind", new GenericData.EnumSymbol(schema.getField("kind").schema(), "OTHER"));
    assertThat(read.of(framed(30, record, schema, GenericData.get()))).isNull();
    assertThat(Read.letter(read.of(Arrays.copyOf(value, 9))).getDetail())
        .startsWith("not a record of Auth: ");
    assertThat(Read.letter(read.of(framed(31))).getReason()).isEqualTo("unknown-schema");
  }
}
