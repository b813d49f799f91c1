package io.leakwatch.pipeline.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Activity;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class RestoredTimeTest extends AdmitUnderTest {

  private OperatorSubtaskState afterSomeEvents() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processElement(new StreamRecord<>(event("e1", "ada", 0, T + 5000)));
      harness.processElement(new StreamRecord<>(event("e2", "bob", 1, T)));
      return harness.snapshot(1, 1);
    }
  }

  private OneInputStreamOperatorTestHarness<?, Activity> restarted() throws Exception {
    var harness = harness(1, 0);
    harness.initializeState(afterSomeEvents());
    harness.open();
    return harness;
  }

  private static Object[] goOnTo(long at) {
    return new Object[] {WatermarkStatus.ACTIVE, new Watermark(at), WatermarkStatus.IDLE};
  }

  @Test
  void withoutAnEventTimeGoesToTheNewestOneOfTheEarlierRun() throws Exception {
    try (var harness = restarted()) {
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(RestoredTime.PATIENCE_MILLIS - 1);
      assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
      harness.getOutput().clear();

      harness.setProcessingTime(RestoredTime.PATIENCE_MILLIS);

      assertThat(harness.getOutput()).containsExactly(goOnTo(T + 5000));
    }
  }

  @Test
  void partitionsThatAreHeldBackAreWaitedFor() throws Exception {
    try (var harness = restarted()) {
      harness.setProcessingTime(RestoredTime.PATIENCE_MILLIS);
      assertThat(harness.getOutput()).isEmpty();

      harness.processWatermarkStatus(WatermarkStatus.IDLE);

      assertThat(harness.getOutput()).startsWith(goOnTo(T + 5000));
    }
  }

  @Test
  void whatThePartitionsSayGoesFirst() throws Exception {
    try (var harness = restarted()) {
      harness.processWatermark(T);
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(RestoredTime.PATIENCE_MILLIS);

      assertThat(harness.getOutput()).containsExactly(new Watermark(T), WatermarkStatus.IDLE);
    }
  }

  @Test
  void aFreshStartHasNoTimeToGoOnFrom() throws Exception {
    try (var harness = harness(1, 0)) {
      harness.open();
      harness.processWatermarkStatus(WatermarkStatus.IDLE);
      harness.setProcessingTime(RestoredTime.PATIENCE_MILLIS);

      assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
    }
  }
}
