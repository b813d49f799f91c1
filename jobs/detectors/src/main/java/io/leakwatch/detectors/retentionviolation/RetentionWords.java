package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an analyst reads about records that should have been deleted. */
final class RetentionWords {

  private RetentionWords() {}

  /**
   * Words for one kind of record.
   *
   * @param bulkRecords from this many records on the alert is HIGH
   */
  static Finding overdue(Match match, int bulkRecords) {
    Signal overdue = match.last();
    long records = overdue.observed(RetentionViolation.RECORDS).map(Long::parseLong).orElse(0L);
    boolean bulk = records >= bulkRecords;
    return Finding.of(
        match,
        bulk ? Severity.HIGH : Severity.MEDIUM,
        overdue.confidence(),
        "%s past their retention period are handed to %s"
            .formatted(capital(overdue.note()), overdue.subject()),
        sentence(overdue, records),
        steps(overdue));
  }

  private static String sentence(Signal overdue, long records) {
    Condition age = overdue.conditions().get(0);
    Condition answers = overdue.conditions().get(1);
    return "%s was given %s that are up to %s days old. They may be kept for %s days. Since %s"
            .formatted(
                overdue.subject(),
                overdue.note(),
                age.observed(),
                age.threshold().replace("> ", ""),
                Instant.ofEpochMilli(overdue.firstSeenAt()))
        + ": %s with %s, about %s."
            .formatted(
                Figures.counted(Long.parseLong(answers.observed()), "such answer"),
                Figures.counted(records, "record"),
                Figures.counted(overdue.accountCount(), "account or object"));
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static List<String> steps(Signal overdue) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "Find the store that answered %s: see the endpoint in the named events."
            .formatted(overdue.subject()));
    steps.add(
        "Check whether its clean-up job runs, and whether it covers backups, archives and"
            + " replicas.");
    steps.add(
        "Delete what is past its period, unless it is under a legal hold. Write down what you"
            + " deleted.");
    if (overdue.subject().type() == SubjectType.CLIENT) {
      steps.add(
          "Ask what "
              + overdue.subject().id()
              + " needs the data for, and have its copies deleted as well.");
    }
    return List.copyOf(steps);
  }
}
