package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Story;
import io.leakwatch.detection.story.Tally;
import io.leakwatch.schemas.SubjectType;
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

  final RecentTexts events;
  final RecentTexts names;
  final Story story;
  private final Tally objects;
  private final Map<Kind, Kept> kinds = new EnumMap<>(Kind.class);
  private final List<StatePart> parts = new ArrayList<>();

  Holdings(Duration quiet) {
    events = new RecentTexts(Signal.MOST_EVENTS, quiet);
    names = new RecentTexts(Signal.MOST_ACCOUNTS, quiet);
    story = new Story(quiet);
    objects = new Tally(story, Extent.MOST_IDS);
    for (Kind kind : Kind.values()) {
      kinds.put(kind, new Kept(quiet));
    }
    parts.add(events);
    parts.add(names);
    parts.add(story);
    parts.add(objects);
    parts.addAll(kinds.values());
  }

  @Override
  protected List<StatePart> parts() {
    return parts;
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  /**
   * An answer with a record that is too old.
   *
   * @param whose whose data it was, as far as that is known
   */
  Kept handedOut(Kind kind, Activity answer, Whose whose, int records, long ageMillis) {
    long at = answer.at();
    events.add(answer.eventId(), at);
    if (story.isOn(at)) {
      story.count(answer);
    } else {
      begin(answer);
    }
    for (String account : whose.accounts()) {
      names.add(account, at);
      story.touch(account, at);
    }
    objects.add(whose.object(), at, 0);
    Kept kept = kinds.get(kind);
    kept.handedOut(at, records, ageMillis);
    return kept;
  }

  private void begin(Activity answer) {
    story.begin(answer, answer.at(), 1);
    Extent first = Extent.of(answer);
    story.left(first.records(), DataClasses.ofBits(first.dataClasses()));
    objects.begin();
  }

  /** Those of which answers were given, not longer ago than the quiet time. */
  Map<Kind, Kept> goingOn(long at) {
    Map<Kind, Kept> goingOn = new EnumMap<>(kinds);
    goingOn.values().removeIf(kept -> !kept.isGoingOn(at));
    return goingOn;
  }

  /** How far it went so far. */
  Extent inAll(long at) {
    Extent extent = story.extent(at);
    long count = objects.count();
    return count == 0 ? extent : extent.touching(SubjectType.RESOURCE, objects.names(), count);
  }
}
