package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The records that one client was given after they should have been deleted. A client that gets
 * nothing too old has no such state.
 */
final class Holdings extends SensorState {

  private static final int PANES = 8;
  private static final int FOLLOWED_OWNERS = 128;

  final RecentTexts events;
  final RecentTexts names;
  private final DistinctWithin owners;
  private final Map<Kind, Kept> kinds = new EnumMap<>(Kind.class);
  private final List<StatePart> parts = new ArrayList<>();

  Holdings(Duration quiet) {
    events = new RecentTexts(Signal.MOST_EVENTS, quiet);
    names = new RecentTexts(Signal.MOST_ACCOUNTS, quiet);
    owners = new DistinctWithin(quiet, PANES, FOLLOWED_OWNERS);
    for (Kind kind : Kind.values()) {
      kinds.put(kind, new Kept(quiet));
    }
    parts.add(events);
    parts.add(names);
    parts.add(owners);
    parts.addAll(kinds.values());
  }

  @Override
  protected List<StatePart> parts() {
    return parts;
  }

  /**
   * An answer with a record that is too old.
   *
   * @param owner whose data it was; null where not known
   */
  Kept handedOut(Kind kind, long at, String eventId, String owner, int records, long ageMillis) {
    events.add(eventId, at);
    names.add(owner, at);
    if (owner != null) {
      owners.add(Hashes.of(owner), at, 0);
    }
    Kept kept = kinds.get(kind);
    kept.handedOut(at, records, ageMillis);
    return kept;
  }

  long owners(long at) {
    return owners.distinct(at);
  }
}
