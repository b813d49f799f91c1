package io.leakwatch.pipeline.correlate;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Signal.Told;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.order.InEventTimeOrder;
import java.time.Duration;
import java.util.Comparator;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;

/** Remembers facts about entities and answers the signals that ask about them. */
final class VetOperator extends InEventTimeOrder<Entity, Signal, Signal> {

  /** Facts are kept this long after they were last stated; detectors judge how old is too old. */
  private static final long KEPT_MILLIS = Duration.ofDays(2).toMillis();

  private transient MapState<String, Told> facts;

  /**
   * @param index which of the entities that a signal asks about is answered here
   */
  VetOperator(int index) {
    super(Correlate.SIGNAL, signal -> keyOf(signal, index));
  }

  /**
   * The entity that a fact is about, or that a signal asks about; one asked twice is asked again.
   */
  static Entity keyOf(Signal signal, int index) {
    return signal.fact()
        ? signal.subject()
        : signal.asks().get(Math.min(index, signal.asks().size() - 1));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    facts =
        context
            .getKeyedStateStore()
            .getMapState(
                new MapStateDescriptor<>("facts", Types.STRING, TypeInformation.of(Told.class)));
  }

  @Override
  protected long timeOf(Signal signal) {
    return signal.at();
  }

  /** A signal that asks at the very moment of a fact gets it in its answer. */
  @Override
  protected Comparator<Signal> tieBreak() {
    return Comparator.comparing((Signal signal) -> !signal.fact())
        .thenComparing(Signal::detectorId)
        .thenComparing(signal -> signal.subject().toString())
        .thenComparing(Signal::kind);
  }

  @Override
  protected void take(Signal signal) throws Exception {
    if (signal.fact()) {
      facts.put(signal.kind(), new Told(signal.subject(), signal.kind(), signal.at()));
      wakeAt(signal.at() + KEPT_MILLIS);
      emit(signal, signal.at());
      return;
    }
    Signal answered = signal;
    for (Told fact : facts.values()) {
      if (!answered.told().contains(fact)) {
        answered = answered.told(fact);
      }
    }
    emit(answered, signal.at());
  }

  @Override
  protected void settle(long now) throws Exception {
    var each = facts.iterator();
    while (each.hasNext()) {
      if (each.next().getValue().at() + KEPT_MILLIS <= now) {
        each.remove();
      }
    }
  }
}
