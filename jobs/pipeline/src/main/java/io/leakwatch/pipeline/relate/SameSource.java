package io.leakwatch.pipeline.relate;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.order.InEventTimeOrder;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.types.ChosenType;
import java.time.Duration;
import java.util.Comparator;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;

/** Finds alerts about different subjects that came from the same address within a day. */
final class SameSource extends InEventTimeOrder<Entity, Sighting, Link> {

  static final ChosenType<Sighting> SIGHTING = ChosenType.derived(Sighting.class);

  private static final long REMEMBERED_MILLIS = Duration.ofDays(1).toMillis();

  /** Behind the address of a carrier there are many: so many are linked, and no more. */
  private static final int MOST = 10;

  private transient MapState<String, Sighting> seen;

  SameSource() {
    super(SIGHTING, Sighting::address);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    seen =
        context
            .getKeyedStateStore()
            .getMapState(new MapStateDescriptor<>("seen", Types.STRING, SIGHTING));
  }

  @Override
  protected long timeOf(Sighting sighting) {
    return sighting.at();
  }

  @Override
  protected Comparator<Sighting> tieBreak() {
    return Comparator.comparing(Sighting::alertId);
  }

  @Override
  protected void take(Sighting sighting) throws Exception {
    if (seen.contains(sighting.alertId())) {
      return;
    }
    int linked = 0;
    for (Sighting other : seen.values()) {
      linked++;
      if (!other.subject().equals(sighting.subject())) {
        emit(sighting.learnsOf(other, sighting.at()), sighting.at());
        emit(other.learnsOf(sighting, sighting.at()), sighting.at());
      }
    }
    if (linked < MOST) {
      seen.put(sighting.alertId(), sighting);
      wakeAt(sighting.at() + REMEMBERED_MILLIS);
    }
  }

  @Override
  protected void settle(long now) throws Exception {
    var each = seen.iterator();
    while (each.hasNext()) {
      if (each.next().getValue().at() + REMEMBERED_MILLIS <= now) {
        each.remove();
      }
    }
  }
}
