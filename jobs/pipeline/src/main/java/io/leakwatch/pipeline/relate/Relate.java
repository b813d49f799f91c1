package io.leakwatch.pipeline.relate;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.pipeline.correlate.OnSignals;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.Alert;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/** Alerts that belong together name each other. */
public final class Relate {

  private Relate() {}

  /**
   * The alerts, with what they have to do with each other.
   *
   * @param links that are known already
   * @param gaps alerts that belong to no other: they go the same way, so that all of them end in
   *     one stream without one more step on the way of each
   * @param mostRevisions how many an alert may have within a minute, at least one
   */
  public static SingleOutputStreamOperator<Alert> related(
      DataStream<Alert> alerts,
      DataStream<Link> links,
      DataStream<Alert> gaps,
      List<Armed> armed,
      int mostRevisions) {
    DataStream<Link> sameSource =
        OnSignals.spread(
            alerts
                .<Sighting>flatMap((alert, out) -> Sighting.of(alert).forEach(out::collect))
                .returns(SameSource.SIGHTING)
                .name("sources")
                .uid("sources")
                .keyBy(Sighting::address, EntitySerializer.TYPE)
                .transform("same-source", RaiseOperator.LINK, new SameSource())
                .uid("same-source"));
    DataStream<Either<Alert, Link>> notes =
        alerts
            .map(Either::<Alert, Link>Left)
            .returns(Notes.TYPE)
            .name("states")
            .uid("states")
            .union(
                links
                    .union(sameSource)
                    .map(Either::<Alert, Link>Right)
                    .returns(Notes.TYPE)
                    .name("links")
                    .uid("links"),
                gaps.map(Either::<Alert, Link>Left)
                    .returns(Notes.TYPE)
                    .setParallelism(gaps.getParallelism())
                    .name("gap-states")
                    .uid("gap-states"));
    return OnSignals.spread(
        notes
            .keyBy(Notes::subject, EntitySerializer.TYPE)
            .transform(
                "relate",
                RaiseOperator.ALERT,
                new RelateOperator(
                    armed.stream().map(one -> one.type().profile()).toList(), mostRevisions))
            .uid("relate"));
  }
}
