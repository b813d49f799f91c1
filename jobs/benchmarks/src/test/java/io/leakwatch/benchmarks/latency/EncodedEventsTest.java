package io.leakwatch.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.TrustedSchemas;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.Simulation;
import io.leakwatch.traffic.world.SimulationPlan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class EncodedEventsTest {

  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.123Z");

  static {
    TrustedSchemas.trust();
  }

  private static byte[] encoded(SpecificRecordBase record) throws IOException {
    SpecificData data = SpecificData.getForClass(record.getClass());
    return new BinaryMessageEncoder<SpecificRecordBase>(data, record.getSchema())
        .encode(record)
        .array();
  }

  @Test
  void whatWasEncodedBeforeIsTheSameEventAtAnotherTime() throws IOException {
    EncodedEvents events = new EncodedEvents();
    List<byte[]> wanted = new ArrayList<>();
    Simulation simulation =
        Simulation.of(new SimulationPlan(5, 2_000, FROM, Duration.ofHours(1), false));
    while (simulation.hasNext()) {
      SimulatedEvent next = simulation.next();
      long after = next.at() - FROM.toEpochMilli();
      events.add(next.kind(), after, null, encoded(next.record()));
      SpecificRecordBase record = next.record();
      record.put(record.getSchema().getField("occurred_at").pos(), NOW.plusMillis(after));
      wanted.add(encoded(record));
    }
    events.rewind();

    List<byte[]> found = new ArrayList<>();
    while (events.hasNext()) {
      EncodedEvents.Encoded next = events.next();
      next.happensAt(NOW.toEpochMilli() + next.after());
      found.add(next.value());
    }

    assertThat(found).usingRecursiveFieldByFieldElementComparator().isEqualTo(wanted);
  }

  @Test
  void keysAndKindsComeAsTheyWent() {
    EncodedEvents events = new EncodedEvents();
    events.add(EventKind.LOGIN, 0, new byte[] {1, 2}, new byte[] {3});
    events.add(EventKind.API, 7, null, new byte[40 << 20]);
    events.rewind();

    EncodedEvents.Encoded first = events.next();
    assertThat(first.kind()).isEqualTo(EventKind.LOGIN);
    assertThat(first.key()).containsExactly(1, 2);
    assertThat(first.value()).containsExactly(3);
    assertThat(events.hasNext()).isTrue();
    EncodedEvents.Encoded second = events.next();
    assertThat(second.after()).isEqualTo(7);
    assertThat(second.key()).isNull();
    assertThat(second.value()).hasSize(40 << 20);
    assertThat(events.hasNext()).isFalse();
  }

  @Test
  void aTimeThatTakesMoreRoomIsRefused() {
    byte[] oneDigitTime = {(byte) 0xC3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 'x', 2};

    var event = new EncodedEvents.Encoded(EventKind.API, 0, null, oneDigitTime);

    assertThatThrownBy(() -> event.happensAt(NOW.toEpochMilli()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes more bytes");
  }
}
