package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an analyst reads about records that should have been deleted. */
final class RetentionWords {

  private final Signal overdue;
  private final Extent inAll;
  private final List<Kind> kinds;
  private final String reader;

  /** Where no client was given them, it is about what they came out of. */
  private final boolean isStore;

  private RetentionWords(Match match) {
    overdue = match.last();
    inAll = match.extent();
    kinds = Stream.of(overdue.note().split(" ")).map(Kind::valueOf).toList();
    isStore = match.subject().type() == SubjectType.RESOURCE;
    reader = Named.of(match.subject());
  }

  /**
   * Words for all kinds of record.
   *
   * @param bulkRecords from this many records of one kind on the alert is HIGH
   */
  static Finding overdue(Match match, int bulkRecords) {
    RetentionWords words = new RetentionWords(match);
    boolean bulk =
        words.kinds.stream().anyMatch(kind -> words.observed(kind.records()) >= bulkRecords);
    return Finding.of(
        match,
        bulk ? Severity.HIGH : Severity.MEDIUM,
        match.last().confidence(),
        words.title(),
        words.summary(),
        words.steps(match.subject().type(), match.subject().id()));
  }

  private Condition condition(String name) {
    return overdue.conditions().stream()
        .filter(each -> each.condition().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private long observed(String name) {
    return (long) condition(name).observedValue();
  }

  private String title() {
    return "%s past their retention period are handed %s %s"
        .formatted(
            Named.capital(Figures.joined(kinds.stream().map(kind -> kind.words).toList())),
            isStore ? "out from" : "to",
            reader);
  }

  private String summary() {
    List<String> sentences = new ArrayList<>();
    String does = isStore ? " handed out " : " was given ";
    String begins =
        inAll.last() == inAll.since()
            ? Named.capital(reader) + does
            : "In " + inAll.timeInWords() + ", " + reader + does;
    for (Kind kind : kinds) {
      sentences.add(begins + sentence(kind));
      begins = isStore ? "It also handed out " : "It was also given ";
    }
    String whose = whose();
    String from = inAll.whence();
    if (!whose.isEmpty()) {
      sentences.add("The answers held data of " + whose + ".");
    }
    if (!from.isEmpty()) {
      sentences.add("They went to calls" + from + ".");
    }
    return String.join(" ", sentences);
  }

  private String sentence(Kind kind) {
    return "%s that were up to %d days old and may be kept for %s days: %s with %s."
        .formatted(
            kind.words,
            observed(kind.oldest()),
            Figures.of(condition(kind.oldest()).thresholdValue()),
            Figures.counted(observed(kind.answers()), "answer"),
            Figures.counted(observed(kind.records()), "record"));
  }

  private String whose() {
    List<String> whose = new ArrayList<>();
    if (inAll.accounts() > 0) {
      whose.add(inAll.accountsInWords());
    }
    if (inAll.others() != null) {
      whose.add(Figures.counted(inAll.others().count(), "object", inAll.exact()));
    }
    return Figures.joined(whose);
  }

  private List<String> steps(SubjectType type, String id) {
    List<String> steps = new ArrayList<>();
    steps.add(
        (isStore
                ? "Find who keeps %s, and which endpoint answers from it: see the named events."
                : "Find the store that answered %s: see the endpoint in the named events.")
            .formatted(reader));
    steps.add(
        "Check whether its clean-up job runs, and whether it covers backups, archives and"
            + " replicas.");
    steps.add(
        "Delete what is past its period, unless it is under a legal hold. Write down what you"
            + " deleted.");
    if (type == SubjectType.CLIENT) {
      steps.add("Ask what " + id + " needs the data for, and have its copies deleted as well.");
    }
    return List.copyOf(steps);
  }
}
