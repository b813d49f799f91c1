package io.leakwatch.detectors.missingratelimit;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** How severe a missing limit is, and the words for it: all from the conditions that held. */
final class PaceWords {

  // Names of the conditions.
  static final String CALLS = "calls of one reader in the last window";
  static final String CALLS_BEFORE = "calls of one reader in the window before";
  static final String READER = "reader";
  static final String LEGACY = "past its retirement date";
  static final String CLASSES = "personal data in the answers";

  private static final DataClasses LITTLE = DataClasses.of(DataClass.TIMESTAMP, DataClass.OTHER);

  private final Match match;
  private final Signal signal;
  private final Duration window;
  private final String endpoint;

  PaceWords(Match match, Duration window) {
    this.match = match;
    this.signal = match.last();
    this.window = window;
    this.endpoint = match.subject().id();
  }

  Finding finding() {
    int confidence = Math.min(98, signal.confidence() + (match.isSequence() ? 10 : 0));
    return Finding.of(match, severity(), confidence, title(), summary(), steps());
  }

  private boolean isLegacy() {
    return signal.observed(LEGACY).isPresent();
  }

  private DataClasses classes() {
    EnumSet<DataClass> classes = EnumSet.noneOf(DataClass.class);
    signal
        .observed(CLASSES)
        .ifPresent(
            names -> {
              for (String name : names.split(", ")) {
                classes.add(DataClass.valueOf(name));
              }
            });
    return DataClasses.of(classes);
  }

  private boolean isPersonal() {
    return !classes().without(LITTLE).isEmpty();
  }

  /** MEDIUM; a step for what leaves, or for what should be gone; a step for a second reader. */
  private Severity severity() {
    boolean grave = isPersonal() || isLegacy();
    if (match.isSequence()) {
      return grave ? Severity.CRITICAL : Severity.HIGH;
    }
    return grave ? Severity.HIGH : Severity.MEDIUM;
  }

  private String name() {
    return (isLegacy() ? "Legacy endpoint " : "Endpoint ") + endpoint;
  }

  private long callsInBoth() {
    return count(CALLS) + count(CALLS_BEFORE);
  }

  private long count(String condition) {
    return Long.parseLong(signal.observed(condition).orElse("0"));
  }

  private String title() {
    String holds = isPersonal() ? " that hands out " + classes().words() : "";
    return match.isSequence()
        ? "%s%s has no rate limit, and several readers use it".formatted(name(), holds)
        : "%s%s has no rate limit: %d calls in %s"
            .formatted(name(), holds, callsInBoth(), Figures.of(window.multipliedBy(2)));
  }

  private String summary() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "In %s, %s called %s %d times, and %d times in the %s before."
                .formatted(
                    Figures.of(window),
                    signal.note(),
                    endpoint,
                    count(CALLS),
                    count(CALLS_BEFORE),
                    Figures.of(window))
            + " None of these calls was refused, and no limit is in force there.");
    if (match.isSequence()) {
      sentences.add(
          "%s did the same %s earlier, so this is not an exception for one reader."
              .formatted(
                  capitalised(match.first().note()),
                  Figures.of(Duration.ofMillis(signal.at() - match.first().at()))));
    }
    if (!classes().isEmpty()) {
      sentences.add("The answers held %s.".formatted(classes().words()));
    }
    if (isLegacy()) {
      sentences.add("The endpoint is past its retirement date and should answer nobody.");
    }
    sentences.add(
        "The calls are counted. For each of them the log says that no limit was in force.");
    return String.join(" ", sentences);
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private List<String> steps() {
    List<String> steps = new ArrayList<>();
    steps.add(
        isLegacy()
            ? "Switch %s off at the gateway. If somebody still depends on it, limit it first."
                .formatted(endpoint)
            : "Put a limit on %s at the gateway. Start with what its neighbours allow for each"
                    .formatted(endpoint)
                + " user and each app.");
    steps.add("Slow down %s now, and ask what the data is for.".formatted(signal.note()));
    if (isPersonal()) {
      steps.add(
          "List whose data was read through it since it has had no limit. Decide with the person"
              + " responsible for privacy who must be informed.");
    }
    steps.add("Look for other endpoints whose calls carry no limit. They are logged the same way.");
    return steps;
  }
}
