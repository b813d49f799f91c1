package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.DmMetadataEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The beginnings of calls that have no end yet; of none for longer than an hour. */
final class OpenCalls {

  /** No call of the simulation is so long. */
  static final Duration LONGEST = Duration.ofHours(1);

  private record Parties(String caller, String callee, String conversation) {

    static Parties of(DmMetadataEvent call) {
      return new Parties(call.getActorId(), call.getPeerId(), call.getConversationId());
    }
  }

  private final Map<Parties, Deque<DmMetadataEvent>> open = new HashMap<>();
  private final Deque<DmMetadataEvent> inOrder = new ArrayDeque<>();

  void begin(DmMetadataEvent start) {
    giveUpBefore(start.getOccurredAt().minus(LONGEST));
    open.computeIfAbsent(Parties.of(start), parties -> new ArrayDeque<>()).add(start);
    inOrder.add(start);
  }

  /** The beginning of the call that ends; null if it is not known. */
  DmMetadataEvent end(DmMetadataEvent end) {
    giveUpBefore(end.getOccurredAt().minus(LONGEST));
    Deque<DmMetadataEvent> ofThem = open.get(Parties.of(end));
    if (ofThem == null) {
      return null;
    }
    DmMetadataEvent start = ofThem.remove();
    if (ofThem.isEmpty()) {
      open.remove(Parties.of(end));
    }
    return start;
  }

  private void giveUpBefore(Instant time) {
    while (!inOrder.isEmpty() && inOrder.peek().getOccurredAt().isBefore(time)) {
      DmMetadataEvent start = inOrder.remove();
      Deque<DmMetadataEvent> ofThem = open.get(Parties.of(start));
      if (ofThem != null && ofThem.remove(start) && ofThem.isEmpty()) {
        open.remove(Parties.of(start));
      }
    }
  }
}
