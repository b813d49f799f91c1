package io.leakwatch.traffic.worlds;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.DmMetadataEvent;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.SimulatedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallRecordsTest {

  private static final long SEED = 12;
  private static final long EVENTS = 40_000;

  private static Stream<DmMetadataEvent> calls(Played played, DmKind kind) {
    return played
        .records(EventKind.DM_METADATA)
        .map(DmMetadataEvent.class::cast)
        .filter(dm -> dm.getKind() == kind);
  }

  private static Played in(World world) {
    return Played.in(Worlds.of(world), SEED, EVENTS);
  }

  @Test
  void atItsStartACallSaysWhatWasKnownAtItsEnd() {
    Played ordinary = Played.ordinary(SEED, EVENTS);
    Played played = in(World.CALLS_AT_START);

    assertThat(calls(played, DmKind.CALL_ENDED)).isEmpty();
    assertThat(calls(played, DmKind.CALL_STARTED).map(DmMetadataEvent::getEventId))
        .containsExactlyElementsOf(
            calls(ordinary, DmKind.CALL_STARTED).map(DmMetadataEvent::getEventId).toList());
    List<Long> lengths = lengths(calls(played, DmKind.CALL_STARTED));
    assertThat(lengths)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(lengths(calls(ordinary, DmKind.CALL_ENDED)));
  }

  private static List<Long> lengths(Stream<DmMetadataEvent> calls) {
    return calls.map(DmMetadataEvent::getDurationMs).filter(length -> length != null).toList();
  }

  @Test
  void aCallThatIsWrittenAtItsStartWasAnsweredIfItHasALength() {
    assertThat(calls(in(World.CALLS_AT_START), DmKind.CALL_STARTED))
        .filteredOn(call -> call.getDurationMs() != null)
        .allMatch(call -> call.getAnswered() == call.getDurationMs() > 0);
  }

  @Test
  void atItsEndACallSaysWhetherMaskingWasAskedForWhenItWasSetUp() {
    Played ordinary = Played.ordinary(SEED, EVENTS);
    Map<String, List<DmMetadataEvent>> starts =
        calls(ordinary, DmKind.CALL_STARTED).collect(groupingBy(CallRecordsTest::parties));

    List<DmMetadataEvent> ends = calls(in(World.CALLS_AT_END), DmKind.CALL_ENDED).toList();

    assertThat(calls(in(World.CALLS_AT_END), DmKind.CALL_STARTED)).isEmpty();
    assertThat(ends).hasSameSizeAs(calls(ordinary, DmKind.CALL_ENDED).toList());
    assertThat(ends)
        .filteredOn(end -> starts.get(parties(end)).size() == 1)
        .isNotEmpty()
        .allMatch(
            end -> end.getRelayRequested() == starts.get(parties(end)).get(0).getRelayRequested());
    assertThat(calls(ordinary, DmKind.CALL_ENDED))
        .filteredOn(end -> starts.get(parties(end)).size() == 1)
        .anyMatch(
            end -> end.getRelayRequested() != starts.get(parties(end)).get(0).getRelayRequested());
  }

  private static String parties(DmMetadataEvent call) {
    return call.getActorId() + " " + call.getPeerId() + " " + call.getConversationId();
  }

  @Test
  void withoutItsEndNothingIsKnownOfACallButThatItBegan() {
    Played played = in(World.CALLS_WITHOUT_END);

    assertThat(calls(played, DmKind.CALL_ENDED)).isEmpty();
    assertThat(calls(played, DmKind.CALL_STARTED))
        .isNotEmpty()
        .allMatch(call -> call.getAnswered() == null && call.getDurationMs() == null);
  }

  @Test
  void aCallWithoutAnEndHoldsTheOthersBackForAnHourOnly() {
    Instant noon = Instant.parse("2026-01-05T12:00:00Z");
    CallsAtStart scribe = new CallsAtStart();
    List<String> written = new ArrayList<>();

    for (int minute : new int[] {0, 30, 60}) {
      scribe.see(call("c" + minute, noon.plus(Duration.ofMinutes(minute))), to(written));
    }
    assertThat(written).isEmpty();

    scribe.see(call("later", noon.plus(Duration.ofMinutes(61))), to(written));
    assertThat(written).containsExactly("c0");

    scribe.end(to(written));
    assertThat(written).containsExactly("c0", "c30", "c60", "later");
  }

  private static Consumer<SimulatedEvent> to(List<String> ids) {
    return event -> ids.add((String) event.record().get("event_id"));
  }

  private static SimulatedEvent call(String id, Instant at) {
    DmMetadataEvent call =
        DmMetadataEvent.newBuilder()
            .setEventId(id)
            .setOccurredAt(at)
            .setKind(DmKind.CALL_STARTED)
            .setActorId("caller-of-" + id)
            .setPeerId("somebody")
            .build();
    return new SimulatedEvent(EventKind.DM_METADATA, at.toEpochMilli(), call);
  }
}
