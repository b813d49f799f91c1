package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One alert for all that is said of one subject without an hour's pause. */
final class Stories {

  private static final long PAUSE_MILLIS = Duration.ofHours(1).toMillis();

  private final Map<Label.About, Story> latest = new HashMap<>();
  private final List<Story> all = new ArrayList<>();

  private Stories() {}

  static List<RaisedAlert> of(Collection<Suspicion> suspicions) {
    Stories stories = new Stories();
    suspicions.stream()
        .sorted(Comparator.comparingLong(Suspicion::lastAt))
        .forEachOrdered(stories::add);
    return stories.all.stream().map(Story::alert).toList();
  }

  private void add(Suspicion suspicion) {
    Label.About about =
        new Label.About(
            suspicion.detectorId(), suspicion.subjectType().name(), suspicion.subjectId());
    Story story = latest.get(about);
    if (story == null || suspicion.firstAt() - story.lastAt > PAUSE_MILLIS) {
      story = new Story(about, suspicion);
      latest.put(about, story);
      all.add(story);
    }
    story.lastAt = suspicion.lastAt();
  }

  private static final class Story {

    private final Label.About about;
    private final Suspicion first;
    private long lastAt;

    private Story(Label.About about, Suspicion first) {
      this.about = about;
      this.first = first;
    }

    private RaisedAlert alert() {
      return new RaisedAlert(
          "%s %s %d".formatted(about.detectorId(), about.subjectId(), first.firstAt()),
          1,
          about,
          Instant.ofEpochMilli(first.lastAt()),
          Instant.ofEpochMilli(first.firstAt()),
          Instant.ofEpochMilli(lastAt),
          about.detectorId() + " by " + about.subjectId());
    }
  }
}
