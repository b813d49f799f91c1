package io.leakwatch.pipeline.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.admit.Faults;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import java.util.List;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;

/** What holds of any bytes: nothing throws, and both ways lead to the same activity. */
final class HostileBytes {

  private static final long ARRIVED = 1_700_000_000_000L;
  private static final EventKind[] KINDS = EventKind.values();
  private static final int HEADER = 10;

  private final Activities activities = new Activities(null);

  /** The first byte chooses the kind; what an event of it has behind its header follows. */
  void avro(byte[] data) {
    if (data.length == 0) {
      return;
    }
    EventKind kind = KINDS[(data[0] & 0xFF) % KINDS.length];
    byte[] value = withHeader(kind, data);

    Activity shortWay = new OrdinaryEvents(kind, 0, false, AccountNames.USUAL).read(value, ARRIVED);
    Arrival longWay =
        new EventDecoder(kind, List.of(), 0)
            .decode(new Arrival.Origin("t", 0, 0, ARRIVED), null, value);

    boolean isEvent = longWay instanceof Arrival.Unchecked;
    String fault =
        isEvent ? Faults.of(((Arrival.Unchecked) longWay).event()) : "is a dead letter already";
    if (fault == null) {
      Activity activity = activities.of(((Arrival.Unchecked) longWay).event());
      assertThat(shortWay).isIn(null, activity);
      String shown = activity.toString();
      assertThat(new String(shown.getBytes(UTF_8), UTF_8)).isEqualTo(shown);
    } else {
      assertThat(shortWay).as(fault).isNull();
    }
  }

  /** A line of JSON, or what claims to be one, read as each kind. */
  void json(byte[] line) {
    JsonRecords.kindOf(line);
    for (EventKind kind : KINDS) {
      try {
        SpecificRecordBase event = JsonRecords.read(line, kind.type());
        if (Faults.of(event) == null) {
          String shown = activities.of(event).toString();
          assertThat(new String(shown.getBytes(UTF_8), UTF_8)).isEqualTo(shown);
        }
      } catch (JsonFault noEvent) {
        assertThat(noEvent.getMessage()).isNotBlank();
      }
    }
  }

  private static byte[] withHeader(EventKind kind, byte[] data) {
    byte[] value = new byte[HEADER + data.length - 1];
    value[0] = (byte) 0xC3;
    value[1] = 1;
    long fingerprint = SchemaNormalization.parsingFingerprint64(kind.schema());
    for (int i = 2; i < HEADER; i++) {
      value[i] = (byte) (fingerprint >>> (8 * (i - 2)));
    }
    System.arraycopy(data, 1, value, HEADER, data.length - 1);
    return value;
  }
}
