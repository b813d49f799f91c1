package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Sequences over signals: one CEP operator for each sequence of each detector. No signal can be
 * late here, because a straggler's is stamped ahead of the watermark; should one be all the same,
 * the operator's numLateRecordsDropped counts it.
 */
final class Correlate {

  static final TypeInformation<Signal> SIGNAL = TypeInformation.of(Signal.class);

  private Correlate() {}

  /** Every signal as a match of its own, and every completed sequence. */
  static DataStream<Match> matches(DataStream<Signal> signals, List<Armed> armed) {
    DataStream<Match> matches =
        signals.map(Match::of).returns(RaiseOperator.MATCH).name("single").uid("single");
    for (Armed one : armed) {
      for (Sequence sequence : one.detector().sequences()) {
        matches = matches.union(sequence(signals, one.type().id(), sequence));
      }
    }
    return matches;
  }

  private static DataStream<Match> sequence(
      DataStream<Signal> signals, String detectorId, Sequence sequence) {
    String name = detectorId + "-" + sequence.name();
    DataStream<Signal> own =
        signals
            .filter(signal -> signal.detectorId().equals(detectorId))
            .name("signals-" + name)
            .uid("signals-" + name)
            .keyBy(signal -> signal.subject().toString(), Types.STRING);
    return CEP.pattern(own, sequence.pattern())
        .process(new InOrder(detectorId, sequence.name()), RaiseOperator.MATCH)
        .name("correlate-" + name)
        .uid("correlate-" + name);
  }

  /** A completed sequence as a match: its signals in the order in which they happened. */
  private static final class InOrder extends PatternProcessFunction<Signal, Match> {

    private final String detectorId;
    private final String sequence;

    InOrder(String detectorId, String sequence) {
      this.detectorId = detectorId;
      this.sequence = sequence;
    }

    @Override
    public void processMatch(
        Map<String, List<Signal>> steps, Context context, Collector<Match> out) {
      List<Signal> signals = new ArrayList<>();
      steps.values().forEach(signals::addAll);
      signals.sort(Comparator.comparingLong(Signal::at));
      out.collect(new Match(detectorId, signals.get(0).subject(), sequence, signals));
    }
  }
}
