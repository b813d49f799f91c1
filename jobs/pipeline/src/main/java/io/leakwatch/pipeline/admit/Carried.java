package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.schemas.EventKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the events that are evaluated carry, as metrics: a counter for each topic, each of its
 * fields and each kind of event on it. Every event is counted, which costs an addition for each
 * field that it has. The counters of a topic are there from its first event on.
 */
public final class Carried {

  /** The metric group of the counters that have a name each. */
  public static final String GROUP = JobMetric.CARRIED.metricName();

  private final Tallies tallies = new Tallies();
  private final Set<EventKind> shown = EnumSet.noneOf(EventKind.class);
  private final MetricGroup metrics;

  Carried(MetricGroup metrics) {
    this.metrics = metrics;
  }

  /**
   * Counts an event.
   *
   * @param event null where it is not at hand; which scopes a call had is not counted then
   */
  void add(Activity activity, SpecificRecord event) {
    if (event == null) {
      tallies.add(activity);
    } else {
      tallies.add(activity, event);
    }
    EventKind kind = kindOf(activity);
    if (!shown.contains(kind)) {
      shown.add(kind);
      show(kind);
    }
  }

  /** What was counted. */
  Tallies tallies() {
    return tallies;
  }

  private static EventKind kindOf(Activity activity) {
    if (activity instanceof ApiCall) {
      return EventKind.API;
    }
    return activity instanceof Login ? EventKind.LOGIN : EventKind.DM_METADATA;
  }

  private void show(EventKind kind) {
    String topic = kind.topic();
    JobMetric.CARRIED.counter(metrics, new Tally(() -> tallies.events(kind)), topic);
    JobMetric.TOPIC_EVENTS.counter(metrics, new Tally(() -> tallies.events(kind)), topic);
    for (Field field : Field.values()) {
      if (field.kind() == kind) {
        show(field, JobMetric.FIELD_CARRYING, field.avroName());
        JobMetric.FIELD_POSSIBLE.counter(
            metrics, new Tally(() -> tallies.among(field)), topic, field.avroName());
      }
    }
    for (Occurrence occurrence : Occurrence.values()) {
      if (occurrence.kind() == kind) {
        show(occurrence, JobMetric.KIND_EVENTS, occurrence.name());
      }
    }
  }

  /** With labels, and under a name of its own: each is a counter of its own that reads the same. */
  private void show(Trait trait, JobMetric metric, String value) {
    metric.counter(metrics, new Tally(() -> tallies.count(trait)), trait.kind().topic(), value);
    JobMetric.CARRIED.counter(metrics, new Tally(() -> tallies.count(trait)), trait.path());
  }

  /** Reads what is counted elsewhere. */
  private record Tally(LongSupplier count) implements Counter {

    @Override
    public long getCount() {
      return count.getAsLong();
    }

    @Override
    public void inc() {
      throw new UnsupportedOperationException("it is counted elsewhere");
    }

    @Override
    public void inc(long more) {
      inc();
    }

    @Override
    public void dec() {
      inc();
    }

    @Override
    public void dec(long less) {
      inc();
    }
  }
}
