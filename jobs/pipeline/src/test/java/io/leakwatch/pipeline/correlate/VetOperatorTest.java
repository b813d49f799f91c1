package io.leakwatch.pipeline.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class VetOperatorTest {

  private static final long T = 1_767_225_600_000L;
  private static final Entity ADDRESS = new Entity(SubjectType.ADDRESS, "203.0.113.7");
  private static final Entity ACCOUNT = new Entity(SubjectType.ACCOUNT, "u1");

  private static final List<Signal> SIGNALS =
      List.of(Signal.fact("d", "desk", ADDRESS, T), asking(1), asking(24), asking(72));

  @Test
  void aFactIsForgottenInTimeHoweverCoarselyTimeGoesOn() throws Exception {
    assertThat(answers(true)).containsExactly(1, 1, 0);
    assertThat(answers(false)).containsExactly(1, 1, 0);
  }

  private static List<Integer> answers(boolean stepwise) throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<Entity, Signal, Signal>(
            new VetOperator(0), signal -> VetOperator.keyOf(signal, 0), EntitySerializer.TYPE)) {
      harness.open();
      for (Signal signal : SIGNALS) {
        harness.processElement(new StreamRecord<>(signal, signal.at()));
        if (stepwise) {
          harness.processWatermark(signal.at());
        }
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      return harness.extractOutputValues().stream()
          .filter(signal -> !signal.fact())
          .map(signal -> signal.told().size())
          .toList();
    }
  }

  private static Signal asking(int hours) {
    return Signal.of("d", "request", ACCOUNT)
        .at(T + Duration.ofHours(hours).toMillis())
        .build()
        .asking(ADDRESS);
  }
}
