package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;

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
