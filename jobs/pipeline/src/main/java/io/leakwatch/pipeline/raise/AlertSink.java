package io.leakwatch.pipeline.raise;

import io.leakwatch.schemas.Alert;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;

/** Where revisions of alerts go. */
@FunctionalInterface
public interface AlertSink {

  /** Ends the stream in it. */
  void take(DataStream<Alert> alerts);

  /** Each revision once. */
  static AlertSink of(Sink<Alert> sink) {
    return alerts -> alerts.sinkTo(sink).name("alerts").uid("alerts");
  }

  /**
   * Each revision twice, one after the other: left as the state that its alert has now, right as a
   * part of its history. One sink has both, so that either both are readable or none.
   */
  static AlertSink withHistory(Sink<Either<Alert, Alert>> sink) {
    TypeInformation<Either<Alert, Alert>> type =
        new EitherTypeInfo<>(RaiseOperator.ALERT, RaiseOperator.ALERT);
    return alerts ->
        alerts
            .flatMap(
                (Alert alert, Collector<Either<Alert, Alert>> out) -> {
                  out.collect(Either.Left(alert));
                  out.collect(Either.Right(alert));
                })
            .returns(type)
            .setParallelism(alerts.getParallelism())
            .name("alerts-history")
            .uid("alerts-history")
            .sinkTo(sink)
            .name("alerts")
            .uid("alerts");
  }
}
