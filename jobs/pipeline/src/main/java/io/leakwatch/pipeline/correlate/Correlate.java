package io.leakwatch.pipeline.correlate;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.EntitySerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.util.Collector;

/**
 * Sequences over signals: one CEP operator for each sequence of each detector. No signal can be
 * late here, because a straggler's is stamped ahead of the watermark; should one be all the same,
 * the operator's numLateRecordsDropped counts it.
 */
public final class Correlate {

  public static final TypeInformation<Signal> SIGNAL = ChosenType.derived(Signal.class);
  public static final TypeInformation<Match> MATCH = ChosenType.derived(Match.class);

  private Correlate() {}

  /**
   * Every signal as a match of its own, and every completed sequence. Signals are dealt out by
   * their subject once, and all sequences sit behind that in one task: a task each, and one for the
   * filter before it, would be dozens of threads that are woken by every watermark and have nothing
   * else to do.
   */
  public static DataStream<Match> matches(DataStream<Signal> signals, List<Armed> armed) {
    DataStream<Signal> heard =
        OnSignals.spread(
            signals
                .keyBy(Signal::subject, EntitySerializer.TYPE)
                .map(signal -> signal)
                .returns(SIGNAL)
                .name("heard")
                .uid("heard"));
    DataStream<Match> matches =
        OnSignals.spread(heard.map(Match::of).returns(MATCH).name("single").uid("single"));
    for (Armed one : armed) {
      for (Sequence sequence : one.newDetector().sequences()) {
        if (!sequence.afterEntry()) {
          KeyedStream<Signal, Entity> own =
              DataStreamUtils.reinterpretAsKeyedStream(
                  signalsOf(one, sequence, heard), Signal::subject, EntitySerializer.TYPE);
          matches = matches.union(sequence(own, one, sequence));
        }
      }
    }
    return matches;
  }

  /** Every completed sequence that begins with an alert; empty where no detector has one. */
  public static Optional<DataStream<Match>> incidents(
      DataStream<Signal> signals, DataStream<Signal> entries, List<Armed> armed) {
    Optional<DataStream<Match>> incidents = Optional.empty();
    for (Armed one : armed) {
      for (Sequence sequence : one.newDetector().sequences()) {
        if (sequence.afterEntry()) {
          DataStream<Match> own =
              sequence(
                  signalsOf(one, sequence, signals)
                      .union(entries)
                      .keyBy(Signal::subject, EntitySerializer.TYPE),
                  one,
                  sequence);
          incidents = Optional.of(incidents.map(others -> others.union(own)).orElse(own));
        }
      }
    }
    return incidents;
  }

  private static DataStream<Signal> signalsOf(
      Armed one, Sequence sequence, DataStream<Signal> signals) {
    String detectorId = one.type().id();
    String name = nameOf(one, sequence);
    return OnSignals.spread(
        signals
            .filter(signal -> signal.detectorId().equals(detectorId))
            .name("signals-" + name)
            .uid("signals-" + name));
  }

  private static String nameOf(Armed one, Sequence sequence) {
    return one.type().id() + "-" + sequence.name();
  }

  private static DataStream<Match> sequence(
      KeyedStream<Signal, Entity> heard, Armed one, Sequence sequence) {
    String name = nameOf(one, sequence);
    return OnSignals.spread(
        CEP.pattern(heard, sequence.pattern(), new OfOneMoment(sequence))
            .process(new InOrder(one.type().id(), sequence.name()), MATCH)
            .name("correlate-" + name)
            .uid("correlate-" + name));
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
