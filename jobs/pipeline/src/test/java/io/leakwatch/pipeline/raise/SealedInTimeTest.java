package io.leakwatch.pipeline.raise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SealedInTimeTest {

  private static final AtomicLong NANOS = new AtomicLong();

  @Test
  void goesOnWhileCheckpointsFailAndFailsBeforeTransactionsAreGivenUp() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<String, String>(
            new SealedInTime<>(Duration.ofMinutes(6), () -> NANOS::get));
    harness.open();
    pass(Duration.ofMinutes(5));
    harness.processElement(new StreamRecord<>("one"));
    harness.notifyOfCompletedCheckpoint(1);
    pass(Duration.ofMinutes(5));
    harness.processElement(new StreamRecord<>("two"));
    harness.processWatermark(1);
    pass(Duration.ofMinutes(2));

    assertThatThrownBy(() -> harness.processWatermark(2))
        .hasMessageContaining("no checkpoint was completed for 360 s");
    assertThat(harness.extractOutputValues()).containsExactly("one", "two");
    harness.close();
  }

  private static void pass(Duration time) {
    NANOS.addAndGet(time.toNanos());
  }
}
