package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.watch.Forgotten;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.DeadLetter;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * From when to when which detectors are blind, and why: a finding of the job itself, beside those
 * of its detectors.
 */
public final class Gaps {

  /** Stands where the id of a detector stands in alerts of detectors. */
  public static final String ID = "coverage-gap";

  private Gaps() {}

  /** The pulse of a step whose dead letters say what it could not do. */
  public static DataStream<Pulse> lapses(DataStream<DeadLetter> letters) {
    String step = letters.getTransformation().getInputs().get(0).getName();
    return letters
        .flatMap(new Lapses())
        .returns(Pulse.TYPE)
        .setParallelism(letters.getParallelism())
        .name("lapses-" + step)
        .uid("lapses-" + step);
  }

  /**
   * The pulse of a step that raises alerts.
   *
   * <p>However many alerts a detector raises, none is held back. Each is about somebody else, and
   * has evidence of its own: whoever wants one of them unseen would only have to raise many others
   * first. To hold them back until there is time for them takes memory, as much as an attacker
   * likes. So all are handed on, and one more alert says that there are many. What an attacker can
   * repeat at no cost, revisions of one alert, is what has a limit.
   */
  public static DataStream<Pulse> raised(SingleOutputStreamOperator<Alert> alerts) {
    String step = alerts.getTransformation().getName();
    return alerts
        .flatMap(
            (Alert alert, Collector<Pulse> out) -> {
              if (alert.getActivity() == AlertActivity.CREATE) {
                long minute = Pulse.minuteOf(alert.getUpdatedAt().toEpochMilli());
                out.collect(new Pulse(minute, 0, Map.of(Pulse.raised(alert.getDetectorId()), 1L)));
              }
            })
        .returns(Pulse.TYPE)
        .setParallelism(alerts.getParallelism())
        .name("raised-" + step)
        .uid("raised-" + step);
  }

  /** The pulse of a step that has to forget something to remember something else. */
  public static DataStream<Pulse> forgotten(DataStream<Forgotten> entities) {
    return entities
        .map(
            each ->
                new Pulse(
                    Pulse.minuteOf(each.at()), 0, Map.of(Pulse.FORGOTTEN, (long) each.entities())))
        .returns(Pulse.TYPE)
        .name("forgotten")
        .uid("forgotten");
  }

  /**
   * An alert for each gap.
   *
   * @param isLive whether events come as they happen
   */
  public static DataStream<Alert> found(
      DataStream<Pulse> pulses, List<Armed> armed, GapOptions options, boolean isLive) {
    long interval = pulses.getExecutionEnvironment().getCheckpointConfig().getCheckpointInterval();
    return pulses
        .transform(
            "gaps",
            RaiseOperator.ALERT,
            new GapOperator(
                options,
                armed.stream().map(one -> one.type().profile()).toList(),
                isLive,
                interval))
        .setParallelism(1)
        .setMaxParallelism(1)
        .uid("gaps");
  }
}
