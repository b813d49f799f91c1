package io.leakwatch.pipeline.route;

import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.metrics.JobMetric;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/** One observation for each entity that some detector wants to see the activity of. */
public final class Route extends RichFlatMapFunction<Activity, Observation> {

  private final ArrayList<Armed> armed;
  private transient Routing routing;
  private transient Counter routed;

  public Route(List<Armed> armed) {
    this.armed = new ArrayList<>(armed);
  }

  @Override
  public void open(OpenContext context) {
    routing = new Routing(armed);
    routed = JobMetric.ROUTED.counter(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void flatMap(Activity activity, Collector<Observation> out) {
    routing.observations(
        activity,
        observation -> {
          routed.inc();
          out.collect(observation);
        });
  }
}
