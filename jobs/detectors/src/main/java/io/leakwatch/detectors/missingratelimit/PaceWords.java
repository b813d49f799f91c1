package io.leakwatch.detectors.missingratelimit;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** How severe a missing limit is, and the words for it: all from the conditions that held. */
final class PaceWords {

  // Names of the conditions.
  static final String LEGACY = "past its retirement date";
  static final String CLASSES = "personal data in the answers";

  private static final DataClasses LITTLE = DataClasses.of(DataClass.TIMESTAMP, DataClass.OTHER);

  private final Match match;
  private final Signal signal;
  private final Extent inAll;
  private final String endpoint;

  PaceWords(Match match) {
    this.match = match;
    this.signal = match.last();
    this.inAll = match.extent();
    this.endpoint = match.subject().id();
  }

  /**
   * How often a reader called, in all.
   *
   * @param atLeast it was more often, for it called before it was counted
   */
  static Condition inAll(Entity reader, long calls, boolean atLeast) {
    return Condition.figure(callsInAll(Named.of(reader), atLeast), calls, "calls");
  }

  private static String callsInAll(String reader, boolean atLeast) {
    return (atLeast ? "at least so many calls of " : "calls of ") + reader + " in all";
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

  /** {@code 824} or {@code at least 824}; empty where that is not followed. */
  private Optional<String> calls() {
    return signal
        .observed(callsInAll(signal.note(), false))
        .or(
            () ->
                signal.observed(callsInAll(signal.note(), true)).map(calls -> "at least " + calls));
  }

  /** What leaves, or how often it is called: there is no room for both. */
  private String title() {
    if (match.isSequence()) {
      return "%s has no rate limit, and several readers use it".formatted(name());
    }
    if (isPersonal()) {
      return "%s has no rate limit and hands out %s".formatted(name(), classes().briefly());
    }
    String often =
        calls().map(calls -> ": %s calls in %s".formatted(calls, inAll.timeInWords())).orElse("");
    return name() + " has no rate limit" + often;
  }

  private String summary() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        match.isSequence()
            ? severalReaders()
            : "In %s, %s".formatted(inAll.timeInWords(), called()));
    sentences.add("None of these calls was refused, and no limit is in force there.");
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

  private String called() {
    return "%s called %s %s%s."
        .formatted(
            signal.note(),
            endpoint,
            calls().map(calls -> calls + " times").orElse("without end"),
            from());
  }

  /** Nothing where the reader is the address. */
  private String from() {
    String from = inAll.whence();
    return from.endsWith(" " + signal.note()) ? "" : from;
  }

  /** How often each called goes on to be counted after words were chosen. */
  private String severalReaders() {
    return ("%s called %s%s faster than any limit allows, and %s had done the same before: this is not"
            + " an exception for one reader. The evidence says how often each called.")
        .formatted(Named.capital(signal.note()), endpoint, from(), match.first().note());
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
