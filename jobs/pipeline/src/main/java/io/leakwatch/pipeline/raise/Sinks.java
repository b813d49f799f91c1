package io.leakwatch.pipeline.raise;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Where alerts and dead letters go.
 *
 * @param sealedWithin how long after the last completed checkpoint what was written since can still
 *     be made readable; null where it is readable at once
 */
public record Sinks(Sink<Alert> alerts, Sink<DeadLetter> deadLetters, Duration sealedWithin) {

  /** Those whose records are readable at once. */
  public Sinks(Sink<Alert> alerts, Sink<DeadLetter> deadLetters) {
    this(alerts, deadLetters, null);
  }

  /** Ends both streams in them. */
  public void take(SingleOutputStreamOperator<Alert> raised, DataStream<DeadLetter> refused) {
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
    sealed.sinkTo(alerts).name("alerts").uid("alerts");
    refused.sinkTo(deadLetters).name("dead-letters").uid("dead-letters");
  }
}
