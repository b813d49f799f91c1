package io.leakwatch.benchmarks.rivals;

import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was raised: one alert for each story. What is noted about a subject within an hour of a
 * story of it belongs to that story. May be used by several threads at once.
 */
public final class Stories {

  private static final long FOLDED_MILLIS = 3_600_000;

  private static final class Story {

    private long first;
    private long last;

    private Story(long at) {
      first = at;
      last = at;
    }

    private boolean takes(long at) {
      if (at < first - FOLDED_MILLIS || at > last + FOLDED_MILLIS) {
        return false;
      }
      first = Math.min(first, at);
      last = Math.max(last, at);
      return true;
    }
  }

  private final Map<Label.About, List<Story>> stories = new HashMap<>();

  /**
   * Notes that a detector's conditions hold of a subject.
   *
   * @param at when, epoch milliseconds
   */
  public synchronized void note(String detector, String subjectType, String subject, long at) {
    List<Story> known =
        stories.computeIfAbsent(
            new Label.About(detector, subjectType, subject), about -> new ArrayList<>(1));
    for (Story story : known) {
      if (story.takes(at)) {
        return;
      }
    }
    known.add(new Story(at));
  }

  /** One alert for each story so far. */
  public synchronized List<RaisedAlert> alerts() {
    List<RaisedAlert> alerts = new ArrayList<>();
    stories.forEach(
        (about, known) -> known.forEach(story -> alerts.add(alert(alerts.size(), about, story))));
    return alerts;
  }

  private static RaisedAlert alert(int number, Label.About about, Story story) {
    Instant first = Instant.ofEpochMilli(story.first);
    return new RaisedAlert(
        "story-" + number,
        1,
        about,
        first,
        first,
        Instant.ofEpochMilli(story.last),
        about.detectorId() + " " + about.subjectId());
  }
}
