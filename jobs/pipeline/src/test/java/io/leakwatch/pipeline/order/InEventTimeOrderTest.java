package io.leakwatch.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class InEventTimeOrderTest {

  private static final long LATER = 5;

  /** Hands each text on, and once more some time later. */
  private static final class Echo
      extends InEventTimeOrder<String, Tuple2<String, Long>, Tuple2<String, Long>> {

    Echo() {
      super(Types.TUPLE(Types.STRING, Types.LONG), text -> text.f0);
    }

    @Override
    protected long timeOf(Tuple2<String, Long> text) {
      return text.f1;
    }

    @Override
    protected Comparator<Tuple2<String, Long>> tieBreak() {
      return Comparator.comparing(text -> text.f0);
    }

    @Override
    protected void take(Tuple2<String, Long> text) {
      emit(text, text.f1);
      wakeAt(text.f1 + LATER);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
      emit(Tuple2.of("once more", timer.getTimestamp()), timer.getTimestamp());
    }
  }

  /** Those after it would take it out of turn, after what came later than it. */
  @Test
  void whatATimerPutsOutHasTheTimersTimeHoweverFarTimeGoesOnAtOnce() throws Exception {
    for (List<Long> watermarks : List.of(List.of(10L, 16L, 100L), List.of(100L))) {
      var harness = harness();
      harness.open();
      harness.processElement(new StreamRecord<>(Tuple2.of("a", 10L), 10));
      for (long watermark : watermarks) {
        harness.processWatermark(watermark);
      }
      assertThat(harness.extractOutputStreamRecords())
          .extracting(StreamRecord::getTimestamp)
          .containsExactly(10L, 15L);
      harness.close();
    }
  }

  @Test
  void whatAStragglerPutsOutIsNotLateForThoseAfterIt() throws Exception {
    var harness = harness();
    harness.open();
    harness.processWatermark(100);

    harness.processElement(new StreamRecord<>(Tuple2.of("a", 10L), 10));

    assertThat(harness.extractOutputStreamRecords())
        .extracting(StreamRecord::getTimestamp)
        .containsExactly(101L);
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, Tuple2<String, Long>, Tuple2<String, Long>>
      harness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(new Echo(), text -> text.f0, Types.STRING);
  }
}
