package io.leakwatch.pipeline.formats;

import static io.leakwatch.pipeline.formats.FramedEvents.HASTY;
import static io.leakwatch.pipeline.formats.FramedEvents.OWN;
import static io.leakwatch.pipeline.formats.FramedEvents.framed;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.registry.SmallRegistry;
import io.leakwatch.schemas.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a record holds, no format throws: that would end the job. */
class HostileRecordsTest {

  private static final int RECORDS = 30_000;

  /** Of an id that is made up the registry is asked. */
  private static final int FEW = 300;

  private static final String MAPPING =
      """
      event: login-events
      fields:
        event_id: [/event_id, content]
        occurred_at: {from: /occurred_at, time: ms}
        account_id: [/account_id, /next/next/event_id, key]
        action: {from: /action, values: {LOGIN: LOGIN}, otherwise: OTHER, default: OTHER}
        outcome: {constant: FAILURE}
        ip: /ip
        geo.latitude: /geo/latitude
        geo.longitude: /geo/longitude
      """;

  private SmallRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new SmallRegistry();
    registry.put(17, "logins-value", 1, OWN.toString(), "");
    registry.put(
        18,
        "nested-value",
        1,
        """
        {"type": "record", "name": "Nested", "fields": [
          {"name": "next", "type": ["null", "Nested"]}]}
        """,
        "");
    registry.start();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private Read read(SourceFormat.Encoding encoding, String mapping) {
    return new Read(
        SourceFormat.of(EventKind.LOGIN, encoding, List.of())
            .withSchemasOf(registry.access())
            .mappedBy(mapping)
            .open(Read.MAX_AHEAD, false, AccountNames.USUAL, HASTY));
  }

  private static byte[] damaged(byte[] value, Random random) {
    byte[] damaged = value.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 1))
        : damaged;
  }

  /**
   * @param kept so many bytes at the beginning stay as they are
   */
  private static void takesAnything(Read read, byte[] value, int kept, int records) {
    Random random = new Random(7);
    for (int i = 0; i < records; i++) {
      byte[] damaged = damaged(value, random);
      System.arraycopy(value, 0, damaged, 0, Math.min(kept, damaged.length));
      Arrival arrival = read.of(damaged);
      assertThat(arrival instanceof Arrival.Refused || arrival instanceof Arrival.Unchecked)
          .isTrue();
    }
  }

  @Test
  void json() {
    byte[] value =
        """
        {"event_id": "e1", "occurred_at": 1772452800000, "account_id": "ada", "action": "LOGIN",
         "outcome": "FAILURE", "ip": "192.0.2.1", "geo": {"latitude": 1.5, "longitude": -2e1}}
        """
            .getBytes(StandardCharsets.UTF_8);

    takesAnything(read(SourceFormat.Encoding.JSON, ""), value, 0, RECORDS);
    takesAnything(read(SourceFormat.Encoding.JSON, MAPPING), value, 0, RECORDS);
  }

  @Test
  void jsonThatIsNestedWithoutEnd() {
    byte[] deep = "{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    for (String mapping : List.of("", MAPPING)) {
      assertThat(Read.letter(read(SourceFormat.Encoding.JSON, mapping).of(deep)).getReason())
          .isEqualTo("undecodable");
    }
  }

  @Test
  void confluent() {
    for (String mapping : List.of("", MAPPING)) {
      Read read = read(SourceFormat.Encoding.CONFLUENT, mapping);
      assertThat(Read.letter(read.of(framed(-1))).getReason())
          .as("of all ids the first")
          .isEqualTo("unknown-schema");
      takesAnything(read, framed(17), Confluent.HEADER_LENGTH, RECORDS);
      takesAnything(read, framed(17), 0, FEW);
    }
  }

  @Test
  void avroThatIsNestedWithoutEnd() {
    ByteArrayOutputStream deep = new ByteArrayOutputStream();
    deep.writeBytes(new byte[] {0, 0, 0, 0, 18});
    byte[] next = new byte[1_000_000];
    Arrays.fill(next, (byte) 2);
    deep.writeBytes(next);
    deep.write(0);

    assertThat(
            Read.letter(read(SourceFormat.Encoding.CONFLUENT, MAPPING).of(deep.toByteArray()))
                .getDetail())
        .startsWith("not a record of Nested: its parts are nested too deep");
  }
}
