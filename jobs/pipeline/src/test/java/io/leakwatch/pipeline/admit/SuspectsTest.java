package io.leakwatch.pipeline.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.decode.PartitionTime;
import io.leakwatch.schemas.DeadLetter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class SuspectsTest extends AdmitUnderTest {

  private static Arrival.Suspected suspect(PartitionTime time, String id, long at) {
    Arrival.Origin origin = new Arrival.Origin("logins", 0, 9, at, time);
    var event = (Arrival.Unchecked) event(id, "ada", 0, at);
    return new Arrival.Suspected(
        new Arrival.Unchecked(origin, event.event(), null, new byte[] {1}),
        null,
        new byte[] {1},
        time.judge(at),
        false);
  }

  @Test
  void suspectsAreHeldAndNotCountedUntilTheirTimeIsBelieved() throws Exception {
    PartitionTime time = new PartitionTime(300_000);
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(suspect(time, "e1", T)));
      harness.processElement(new StreamRecord<>(suspect(time, "e2", T + 1_200_000)));
      harness.processElement(new StreamRecord<>(suspect(time, "e1", T + 1_200_001)));
      assertThat(count("received")).isZero();

      time.decideAfter(0, 0);
      harness.processWatermark(T);

      assertThat(harness.extractOutputValues().stream().map(Activity::eventId))
          .containsExactly("e1", "e2");
      assertThat(harness.getOutput().peek()).isInstanceOf(StreamRecord.class);
      assertThat(count("received")).isEqualTo(3);
      assertThat(count("duplicates")).isEqualTo(1);
      assertThat(count("late")).isZero();
    }
  }

  @Test
  void aRefutedSuspectIsADeadLetterThatSaysWhatItWasMeasuredAgainst() throws Exception {
    PartitionTime time = new PartitionTime(300_000);
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(suspect(time, "wrong", T + 3_540_000)));
      for (int i = 0; i < 5; i++) {
        harness.processElement(new StreamRecord<>(suspect(time, "e" + i, T)));
      }
      time.decideAfter(0, 0);
      harness.setProcessingTime(10_000);

      DeadLetter letter = harness.getSideOutput(DeadLetters.TAG).remove().getValue();
      assertThat(letter.getReason()).isEqualTo("ahead-of-time");
      assertThat(letter.getDetail())
          .startsWith("occurred_at is 3540 s ahead of 2023-11-14T22:13:20Z, where most records")
          .contains("(time.max-ahead)");
      assertThat(count("evaluated")).isEqualTo(5);
      assertThat(count("dead_lettered")).isEqualTo(1);
      assertThat(count("received")).isEqualTo(6);
    }
  }

  @Test
  void suspectsOutliveACrashAndAreAdmitted() throws Exception {
    OperatorSubtaskState saved;
    PartitionTime time = new PartitionTime(300_000);
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(suspect(time, "e1", T)));
      saved = harness.snapshot(1, 1);
    }
    try (var harness = harness(1, 0)) {
      harness.initializeState(saved);
      harness.open();
      harness.processWatermark(T);

      assertThat(harness.extractOutputValues().stream().map(Activity::eventId))
          .containsExactly("e1");
      assertThat(count("received")).isEqualTo(1);
    }
  }
}
