package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detection.needs.Trait;
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

  /** The metric group of the counters. */
  public static final String GROUP = "carried";

  private final Tallies tallies = new Tallies();
  private final Set<EventKind> shown = EnumSet.noneOf(EventKind.class);
  private final MetricGroup group;

  Carried(MetricGroup metrics) {
    group = metrics.addGroup(GROUP);
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
    group.counter(kind.topic(), new Tally(() -> tallies.events(kind)));
    for (Field field : Field.values()) {
      show(kind, field);
    }
    for (Occurrence occurrence : Occurrence.values()) {
      show(kind, occurrence);
    }
  }

  private void show(EventKind kind, Trait trait) {
    if (trait.kind() == kind) {
      group.counter(trait.path(), new Tally(() -> tallies.count(trait)));
    }
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
