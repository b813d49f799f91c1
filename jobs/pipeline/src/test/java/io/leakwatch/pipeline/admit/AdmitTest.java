package io.leakwatch.pipeline.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.schemas.DeadLetter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class AdmitTest extends AdmitUnderTest {

  private static Arrival dead() {
    return Arrival.refused(
        new Arrival.Origin("logins", 0, 9, T), DeadLetterReason.UNDECODABLE, "bytes", null, null);
  }

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    Arbitrary<Arrival> events =
        Combinators.combine(
                Arbitraries.integers().between(1, 40),
                Arbitraries.of("ada", "bob", "", "x".repeat(513)),
                Arbitraries.integers().between(0, 2),
                Arbitraries.longs().between(T - 1_200_000, T))
            .as((id, account, partition, at) -> event("e" + id, account, partition, at));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(9, events),
            net.jqwik.api.Tuple.of(1, Arbitraries.create(AdmitTest::dead)))
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 100)
  void theCountersBalanceAtEveryInstant(@ForAll("arrivals") List<Arrival> arrivals)
      throws Exception {
    counters.clear();
    try (var harness = harness(1, 0)) {
      harness.open();
      for (Arrival arrival : arrivals) {
        harness.processElement(new StreamRecord<>(arrival, arrival.at()));

        assertThat(
                count("evaluated") + count("duplicates") + count("late") + count("dead_lettered"))
            .isEqualTo(count("received"));
      }
      var letters = harness.getSideOutput(DeadLetters.TAG);
      assertThat(count("received")).isEqualTo(arrivals.size());
      assertThat(count("evaluated")).isEqualTo(harness.getOutput().size());
      assertThat(count("dead_lettered")).isEqualTo(letters == null ? 0 : letters.size());
      assertThat(harness.extractOutputValues().stream().map(Activity::eventId))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void whatEvaluatedEventsCarryIsCountedByTopicAndField() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(event("one", "ada", 0, T)));
      harness.processElement(new StreamRecord<>(event("two", "bob", 0, T)));
      harness.processElement(new StreamRecord<>(event("two", "bob", 0, T)));
      harness.processElement(new StreamRecord<>(event("bad", "", 0, T)));

      assertThat(count("carried.login-events")).isEqualTo(2);
      assertThat(count("carried.login-events.LOGIN_SUCCEEDED")).isEqualTo(2);
      assertThat(count("carried.login-events.ip")).isZero();
      assertThat(counters).doesNotContainKey("leakwatch.carried.api-events");
    }
  }

  @Test
  void aRefusedEventKeepsItsPlaceAndSaysWhatIsWrong() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(event("e", "", 2, T)));

      DeadLetter letter = harness.getSideOutput(DeadLetters.TAG).remove().getValue();
      assertThat(letter.getReason()).isEqualTo("invalid-value");
      assertThat(letter.getDetail()).isEqualTo("account_id is empty, expected a text");
      assertThat(letter.getTopic()).isEqualTo("logins");
      assertThat(letter.getPartition()).isEqualTo(2);
      assertThat(letter.getOffset()).isEqualTo(9);
      assertThat(letter.getValue().get(0)).isEqualTo((byte) 1);
    }
  }

  @Test
  void latenessIsJudgedByTheEventsOwnPartition() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(event("new", "ada", 0, T)));
      harness.processElement(new StreamRecord<>(event("just", "ada", 0, T - 600_000)));
      harness.processElement(new StreamRecord<>(event("late", "ada", 0, T - 600_001)));
      harness.processElement(new StreamRecord<>(event("other", "ada", 1, T - 600_001)));

      assertThat(harness.extractOutputValues().stream().map(Activity::eventId))
          .containsExactly("new", "just", "other");
      assertThat(count("late")).isEqualTo(1);
    }
  }

  @Test
  void idsAndProgressOutliveACrash() throws Exception {
    OperatorSubtaskState saved;
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(event("e1", "ada", 0, T)));
      saved = harness.snapshot(1, 1);
    }
    counters.clear();
    try (var harness = harness(1, 0)) {
      harness.initializeState(saved);
      harness.open();
      harness.processElement(new StreamRecord<>(event("e1", "ada", 0, T)));
      harness.processElement(new StreamRecord<>(event("e2", "ada", 0, T - 600_001)));

      assertThat(harness.getOutput()).isEmpty();
      assertThat(count("duplicates")).isEqualTo(1);
      assertThat(count("late")).isEqualTo(1);
    }
  }

  @Test
  void everySubtaskKeepsItsOwnIdsAcrossACrash() throws Exception {
    OperatorSubtaskState both;
    try (var first = harness(2, 0);
        var second = harness(2, 1)) {
      first.open();
      second.open();
      for (int i = 0; i < 2000; i++) {
        first.processElement(new StreamRecord<>(event("first " + i, "ada", 0, T + i)));
        second.processElement(new StreamRecord<>(event("second " + i, "ada", 1, T + i)));
      }
      both =
          AbstractStreamOperatorTestHarness.repackageState(
              first.snapshot(1, 1), second.snapshot(1, 1));
    }
    for (int index = 0; index < 2; index++) {
      OperatorSubtaskState own =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 720, 2, 2, index);
      try (var harness = harness(2, index)) {
        harness.initializeState(own);
        harness.open();
        String id = (index == 0 ? "first " : "second ") + 1999;
        harness.processElement(new StreamRecord<>(event(id, "ada", index, T + 1999)));

        assertThat(harness.getOutput()).as("subtask " + index).isEmpty();
      }
    }
  }
}
