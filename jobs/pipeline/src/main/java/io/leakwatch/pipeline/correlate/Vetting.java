package io.leakwatch.pipeline.correlate;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signal;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.watch.DetectorFaults;
import io.leakwatch.schemas.DeadLetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Answers what signals ask about other entities. An account's sensor cannot see how many accounts
 * share an address; the address's sensor can, and states it as a fact. Signals and facts are rare,
 * so asking costs the hot path nothing.
 */
public final class Vetting {

  private Vetting() {}

  /**
   * All signals that are no facts; those that ask, after their detector has heard the answers.
   *
   * @param deadLetters takes the stream of signals that a detector failed on
   */
  public static DataStream<Signal> vetted(
      DataStream<Signal> signals, List<Armed> armed, Consumer<DataStream<DeadLetter>> deadLetters) {
    DataStream<Signal> asking =
        signals
            .filter(signal -> signal.fact() || !signal.asks().isEmpty())
            .name("asking")
            .uid("asking");
    for (int i = 0; i < Signal.MOST_ASKED; i++) {
      int index = i;
      asking =
          OnSignals.spread(
              asking
                  .keyBy(signal -> VetOperator.keyOf(signal, index), EntitySerializer.TYPE)
                  .transform("vet-" + index, Correlate.SIGNAL, new VetOperator(index))
                  .uid("vet-" + index));
    }
    SingleOutputStreamOperator<Signal> answered =
        OnSignals.spread(
            asking
                .process(new HearAnswers(armed), Correlate.SIGNAL)
                .name(HearAnswers.STEP)
                .uid(HearAnswers.STEP));
    deadLetters.accept(answered.getSideOutput(DeadLetters.TAG));
    return signals
        .filter(signal -> !signal.fact() && signal.asks().isEmpty())
        .name("asking-nothing")
        .uid("asking-nothing")
        .union(answered);
  }

  private static final class HearAnswers extends ProcessFunction<Signal, Signal> {

    private static final String STEP = "answered";

    private final ArrayList<Armed> armed;
    private transient Map<String, Detector<?>> detectors;
    private transient DetectorFaults faults;

    HearAnswers(List<Armed> armed) {
      this.armed = new ArrayList<>(armed);
    }

    @Override
    public void open(OpenContext context) {
      faults = new DetectorFaults(STEP, getRuntimeContext().getMetricGroup());
      detectors = new HashMap<>();
      armed.forEach(one -> detectors.put(one.type().id(), one.newDetector()));
    }

    @Override
    public void processElement(Signal signal, Context context, Collector<Signal> out) {
      Detector<?> detector = detectors.get(signal.detectorId());
      // A signal that waited in a savepoint may be of a detector that is gone since.
      if (signal.fact() || detector == null) {
        return;
      }
      Optional<Signal> judged;
      try {
        judged = detector.answered(signal);
      } catch (RuntimeException fault) {
        context.output(DeadLetters.TAG, faults.ofAnswers(signal, fault));
        return;
      }
      judged.ifPresent(out::collect);
    }
  }
}
