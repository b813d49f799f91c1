package io.leakwatch.workbench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.admit.Faults;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.OrdinaryEvents;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

/** The short way from bytes to activities leads where the long way leads, or says nothing. */
class OrdinaryEventsTest {

  private static final long MAX_AHEAD = 300_000;
  private static final int EVENTS = 20_000;

  private final Map<EventKind, OrdinaryEvents> shortWays = new EnumMap<>(EventKind.class);
  private final Map<EventKind, EventDecoder> longWays = new EnumMap<>(EventKind.class);
  private final Activities activities = new Activities(null);
  private final Random random = new Random(7);

  OrdinaryEventsTest() {
    for (EventKind kind : EventKind.values()) {
      shortWays.put(kind, new OrdinaryEvents(kind, MAX_AHEAD, false, AccountNames.USUAL));
      longWays.put(kind, new EventDecoder(kind, List.of(), MAX_AHEAD));
    }
  }

  @Test
  void allButAFewSimulatedEventsGoTheShortWay() throws IOException {
    Simulation simulation = Simulation.of(SimulationPlan.of(7, EVENTS));
    int shortWay = 0;

    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      byte[] bytes = bytes(event.record());
      Activity read = read(event.kind(), bytes, event.at());

      if (read != null) {
        shortWay++;
        assertThat(read).isEqualTo(activities.of(event.record()));
      }
    }

    assertThat(shortWay).isGreaterThan(EVENTS * 97 / 100);
  }

  @Test
  void whatHasBeenTamperedWithIsReadAsTheLongWayReadsItOrNotAtAll() throws IOException {
    Simulation simulation = Simulation.of(SimulationPlan.of(8, EVENTS));
    int shortWay = 0;

    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      byte[] bytes = tampered(bytes(event.record()));
      Activity read = read(event.kind(), bytes, event.at());

      if (read != null) {
        shortWay++;
        Arrival arrival = longWay(event.kind(), bytes, event.at());
        assertThat(arrival).isInstanceOf(Arrival.Unchecked.class);
        SpecificRecord unchecked = ((Arrival.Unchecked) arrival).event();
        assertThat(Faults.of(unchecked)).isNull();
        assertThat(read).isEqualTo(activities.of(unchecked));
      }
    }

    assertThat(shortWay).isBetween(EVENTS / 10, EVENTS * 9 / 10);
  }

  /** Names and addresses as they come, on both ways. */
  @Test
  void bothWaysAgreeWhoseANameIsAndWhatIsAnAddress() throws IOException {
    List<String> names =
        Arrays.asList("-", "", "Unknown", " not available ", "Ada@Example.org", "a@B/c", "ada");
    List<String> addresses =
        Arrays.asList(
            null, "", " ", "-", "host.example.org", "203.0.113.7:80", "2001::8000:63bf:34ff:8ef8");
    Simulation simulation = Simulation.of(SimulationPlan.of(10, EVENTS));
    int shortWay = 0;
    int refused = 0;

    while (simulation.hasNext()) {
      SimulatedEvent event = simulation.next();
      SpecificRecordBase record = event.record();
      for (String field : List.of("account_id", "actor_id", "peer_id", "target_id")) {
        if (record.getSchema().getField(field) != null) {
          record.put(field, names.get(random.nextInt(names.size())));
        }
      }
      record.put("ip", addresses.get(random.nextInt(addresses.size())));
      String fault = Faults.of(record);
      Activity read = read(event.kind(), bytes(record), event.at());

      if (read != null) {
        shortWay++;
        assertThat(fault).isNull();
        assertThat(read).isEqualTo(activities.of(record));
      } else if (fault != null) {
        refused++;
      }
    }

    assertThat(shortWay).isGreaterThan(EVENTS / 10);
    assertThat(refused).isGreaterThan(EVENTS / 10);
  }

  @Test
  void whatIsAheadOfItsRecordOrCutShortIsLeftToTheLongWay() throws IOException {
    SimulatedEvent event = Simulation.of(SimulationPlan.of(9, 1_000)).next();
    byte[] bytes = bytes(event.record());

    assertThat(read(event.kind(), bytes, event.at() - MAX_AHEAD)).isNotNull();
    assertThat(read(event.kind(), bytes, event.at() - MAX_AHEAD - 1)).isNull();
    assertThat(read(event.kind(), Arrays.copyOf(bytes, bytes.length - 1), event.at())).isNull();
    assertThat(read(event.kind(), null, event.at())).isNull();
  }

  private Activity read(EventKind kind, byte[] bytes, long arrivedAt) {
    return shortWays.get(kind).read(bytes, arrivedAt);
  }

  private Arrival longWay(EventKind kind, byte[] bytes, long arrivedAt) {
    return longWays.get(kind).decode(new Arrival.Origin("t", 0, 0, arrivedAt), null, bytes);
  }

  /** A few bytes changed, behind the header. */
  private byte[] tampered(byte[] bytes) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = 10 + random.nextInt(bytes.length - 10);
      bytes[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 2);
    }
    return bytes;
  }

  private static byte[] bytes(SpecificRecordBase record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<SpecificRecordBase>(
            SpecificData.getForClass(record.getClass()), record.getSchema())
        .encode(record, bytes);
    return bytes.toByteArray();
  }
}
