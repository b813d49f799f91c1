package io.leakwatch.pipeline;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.AffectedOther;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the last revision of an alert, the closing one, must say; what is left out may be anything.
 * Its evidence lists conditions that must stand in the alert, not all of them.
 *
 * @param alert what every revision can be asked for; null for nothing of it
 * @param affected how many accounts it counts; null for any
 * @param others how many other things than accounts; null for any
 * @param records null for any
 * @param sources the addresses that it names first
 * @param sourcesCount null for any
 * @param lasts from the first event that counted to the last; null for any
 */
record ExpectedEnd(
    ExpectedAlert alert,
    Long affected,
    Long others,
    Long records,
    List<String> sources,
    Long sourcesCount,
    Duration lasts) {

  /**
   * Reads an item of {@code finally}.
   *
   * @throws IllegalArgumentException if something is missing, unknown, or not what is wanted
   */
  static ExpectedEnd of(YamlMap end) {
    YamlMap rest = end;
    for (String own :
        List.of("affected", "others", "records", "sources", "sources-count", "lasts")) {
      rest = rest.without(own);
    }
    return new ExpectedEnd(
        ExpectedAlert.of(rest),
        whole(end, "affected"),
        whole(end, "others"),
        whole(end, "records"),
        end.texts("sources"),
        whole(end, "sources-count"),
        end.has("lasts") ? Duration.ofMillis(end.millis("lasts")) : null);
  }

  private static Long whole(YamlMap end, String key) {
    return end.has(key) ? (Long) (long) end.whole(key, 0) : null;
  }

  /** What is different, one line each; empty if it is as expected. */
  List<String> differences(Alert last) {
    List<String> found = new ArrayList<>(alert.ofLast(last));
    AffectedOther other = last.getAffectedOther();
    compare("affected", affected, last.getAffectedCount(), found);
    compare("others", others, other == null ? 0 : other.getCount(), found);
    compare("records", records, last.getRecords(), found);
    compare("sources-count", sourcesCount, last.getSourcesCount(), found);
    List<String> from = last.getSources().stream().map(Source::getAddress).toList();
    List<String> first = from.subList(0, Math.min(from.size(), sources.size()));
    if (!first.equals(sources)) {
      found.add("sources are " + from + ", expected " + sources + " first");
    }
    Duration actual = Duration.between(last.getFirstSeenAt(), last.getLastSeenAt());
    if (lasts != null && !lasts.equals(actual)) {
      found.add("it lasts " + Figures.of(actual) + ", expected " + Figures.of(lasts));
    }
    return found;
  }

  private static void compare(String what, Long wanted, long actual, List<String> found) {
    if (wanted != null && !Objects.equals(wanted, actual)) {
      found.add(what + " is " + actual + ", expected " + wanted);
    }
  }
}
