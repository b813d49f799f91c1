package io.leakwatch.pipeline.relate;

import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/** How many revisions an alert has had in the last minute of event time in which it had any. */
final class Pace {

  private static final long MINUTE_MILLIS = 60_000;

  private final int most;

  /** By alert: the minute, since 1970, and how many it had in it. */
  private final MapState<String, Tuple2<Long, Integer>> minutes;

  /**
   * @param most how many an alert may have within a minute, at least one
   */
  Pace(KeyedStateStore store, int most) {
    this.most = most;
    minutes =
        store.getMapState(
            new MapStateDescriptor<>("pace", Types.STRING, Types.TUPLE(Types.LONG, Types.INT)));
  }

  /**
   * Counts one more revision, if there may be one.
   *
   * @param at event time, epoch milliseconds; what belongs to an earlier minute counts in the last
   * @return whether there may be one
   */
  boolean count(String alertId, long at) throws Exception {
    Tuple2<Long, Integer> last = minutes.get(alertId);
    long minute = Math.floorDiv(at, MINUTE_MILLIS);
    if (last == null || last.f0 < minute) {
      minutes.put(alertId, Tuple2.of(minute, 1));
    } else if (last.f1 < most) {
      minutes.put(alertId, Tuple2.of(last.f0, last.f1 + 1));
    } else {
      return false;
    }
    return true;
  }

  /** When the next minute begins, in epoch milliseconds; the alert has had revisions. */
  long next(String alertId) throws Exception {
    return (minutes.get(alertId).f0 + 1) * MINUTE_MILLIS;
  }

  /** Whether it may have no more before its next minute begins. */
  boolean isUsedUp(String alertId) throws Exception {
    Tuple2<Long, Integer> last = minutes.get(alertId);
    return last != null && last.f1 >= most;
  }

  void forget(String alertId) throws Exception {
    minutes.remove(alertId);
  }
}
