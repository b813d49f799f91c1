package io.leakwatch.pipeline.decisions;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.correlate.OnSignals;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.ControlStatus;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SideOutputDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** What was decided meets the alerts that it is about. */
public final class Decide {

  private Decide() {}

  /**
   * The alerts as they are to be written.
   *
   * @param alerts of an operator that is keyed by their subjects
   * @param source where commands come from
   */
  public static SingleOutputStreamOperator<Alert> decided(
      SingleOutputStreamOperator<Alert> alerts, CommandSource source, List<Armed> armed) {
    DataStream<Command> commands =
        alerts
            .getExecutionEnvironment()
            .fromSource(source, WatermarkStrategy.noWatermarks(), "commands", Command.TYPE)
            .setParallelism(1)
            .setMaxParallelism(1)
            .uid("commands");
    Set<String> running =
        armed.stream().map(each -> each.type().profile().id()).collect(Collectors.toSet());
    // Each subject stays with the subtask that it is with: alerts keep their order.
    return OnSignals.spread(
        DataStreamUtils.reinterpretAsKeyedStream(alerts, Decide::subject, EntitySerializer.TYPE)
            .connect(commands.broadcast())
            .transform("decide", RaiseOperator.ALERT, new DecideOperator(running))
            .setParallelism(alerts.getParallelism())
            .uid("decide"));
  }

  /** What the job says to the commands, from the operator that applies them. */
  public static SideOutputDataStream<ControlStatus> answers(
      SingleOutputStreamOperator<Alert> decided) {
    return decided.getSideOutput(DecideOperator.ANSWERS);
  }

  static Entity subject(Alert alert) {
    return new Entity(alert.getSubject().getType(), alert.getSubject().getId());
  }
}
