package io.leakwatch.pipeline.raise;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DeadLetter;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Where alerts, dead letters and answers to commands go.
 *
 * @param answers null for nowhere
 * @param sealedWithin how long after the last completed checkpoint what was written since can still
 *     be made readable; null where it is readable at once
 */
public record Sinks(
    AlertSink alerts,
    Sink<DeadLetter> deadLetters,
    Sink<ControlStatus> answers,
    Duration sealedWithin) {

  /** Those whose records are readable at once, and that hear no answers. */
  public Sinks(Sink<Alert> alerts, Sink<DeadLetter> deadLetters) {
    this(AlertSink.of(alerts), deadLetters, null, null);
  }

  /** Ends all streams in them. */
  public void take(
      SingleOutputStreamOperator<Alert> raised,
      DataStream<DeadLetter> refused,
      DataStream<ControlStatus> answered) {
    DataStream<Alert> sealed = raised;
    if (sealedWithin != null) {
      sealed =
          raised
              .transform(
                  "sealed-in-time",
                  RaiseOperator.ALERT,
                  new SealedInTime<>(sealedWithin, () -> System::nanoTime))
              .setParallelism(raised.getParallelism())
              .uid("sealed-in-time");
    }
    alerts.take(sealed);
    refused.sinkTo(deadLetters).name("dead-letters").uid("dead-letters");
    if (answers != null) {
      answered.sinkTo(answers).setParallelism(1).name("control-status").uid("control-status");
    }
  }
}
