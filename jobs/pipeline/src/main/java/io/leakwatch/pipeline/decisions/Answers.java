package io.leakwatch.pipeline.decisions;

import com.google.common.base.Ascii;
import io.leakwatch.schemas.CommandOutcome;
import io.leakwatch.schemas.ControlStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.StateInitializationContext;

/**
 * What the job says to commands. Their topics are read again at every start, but an answer is given
 * once: it says what had been written when the command was read for the first time.
 */
final class Answers {

  /** Of so many the job knows that it has answered them; the oldest is answered again. */
  private static final int MOST = 2 * Decisions.MOST;

  private record Answered(int revision, int hash) {}

  private final Set<String> running;

  private final Map<String, Answered> answered =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answered> eldest) {
          return size() > MOST;
        }
      };

  private ListState<Tuple3<String, Integer, Integer>> answeredState;
  private ListState<Long> judgedState;
  private long judgedUntil = Long.MIN_VALUE;

  /**
   * @param running the ids of those who alert
   */
  Answers(Set<String> running) {
    this.running = running;
  }

  /** Which subtask answers may change with their number: each is given what any has known. */
  void restore(StateInitializationContext context) throws Exception {
    answeredState =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>(
                    "answered", Types.TUPLE(Types.STRING, Types.INT, Types.INT)));
    judgedState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("judged", Types.LONG));
    for (Tuple3<String, Integer, Integer> each : answeredState.get()) {
      answered.put(each.f0, new Answered(each.f1, each.f2));
    }
    for (long each : judgedState.get()) {
      judged(each);
    }
  }

  void snapshot() throws Exception {
    answeredState.clear();
    for (Map.Entry<String, Answered> each : answered.entrySet()) {
      answeredState.add(
          Tuple3.of(each.getKey(), each.getValue().revision(), each.getValue().hash()));
    }
    judgedState.clear();
    judgedState.add(judgedUntil);
  }

  /** All alerts up to this event time have been written. */
  void judged(long until) {
    judgedUntil = Math.max(judgedUntil, until);
  }

  /**
   * What is to be said to a command.
   *
   * @return null if that has been said before
   */
  ControlStatus to(ReadCommand command, Instant now) {
    String name = command.kind() + (command.isStale() ? " stale " : " ") + command.id();
    Answered before = answered.get(name);
    boolean isKnown =
        before != null
            && (before.revision() > command.revision()
                || before.equals(new Answered(command.revision(), command.hash())));
    if (isKnown) {
      return null;
    }
    answered.put(name, new Answered(command.revision(), command.hash()));
    boolean isAccepted = command.refusal().isEmpty();
    return ControlStatus.newBuilder()
        .setCommandId(command.id())
        .setKind(command.kind())
        .setRevision(command.revision())
        .setOutcome(isAccepted ? CommandOutcome.ACCEPTED : CommandOutcome.REFUSED)
        .setReason(Ascii.truncate(command.refusal().orElseGet(() -> remark(command)), 4000, "…"))
        .setJudgedUntil(judgedUntil == Long.MIN_VALUE ? null : Instant.ofEpochMilli(judgedUntil))
        .setAnsweredAt(now)
        .build();
  }

  /** What is to be known of a command that is applied; empty for nothing. */
  private String remark(ReadCommand command) {
    if (command.endsAt() <= judgedUntil) {
      return "it ended at %s; alerts up to %s had been written when it was read, and stay as they are"
          .formatted(Instant.ofEpochMilli(command.endsAt()), Instant.ofEpochMilli(judgedUntil));
    }
    if (command.changesFrom() <= judgedUntil) {
      return "alerts from %s up to %s had been written when it was read, and stay as they are"
          .formatted(
              Instant.ofEpochMilli(command.changesFrom()), Instant.ofEpochMilli(judgedUntil));
    }
    return command.detectorId() == null || running.contains(command.detectorId())
        ? ""
        : "%s is not enabled in this job".formatted(command.detectorId());
  }
}
