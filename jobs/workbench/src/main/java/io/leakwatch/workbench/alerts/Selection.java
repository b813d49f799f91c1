package io.leakwatch.workbench.alerts;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.terminal.Nearest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which alerts are wanted: those that every given option lets pass. */
final class Selection {

  /** What an option may ask of an alert's state. */
  enum Status {
    OPEN,
    CLOSED
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--severity",
      paramLabel = "LEVEL",
      description = "This severity or graver: ${COMPLETION-CANDIDATES}.")
  private Severity severity;

  @Option(
      names = "--detector",
      paramLabel = "ID",
      split = ",",
      description =
          "Found by one of these detectors; './leakwatch detectors' lists them. coverage-gap: found"
              + " by the job itself.")
  private List<String> detectors = List.of();

  @Option(
      names = "--subject",
      paramLabel = "TEXT",
      description =
          "About the thing with this id; * stands for any text, such as '203.0.113.*' or '*@x.org'.")
  private String subject;

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "About this account, or naming it among the affected accounts.")
  private String account;

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Last seen at or after this time: ISO-8601 with a zone, 2026-11-27T22:35:00Z.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "T",
      description = "First seen before this time, ISO-8601 with a zone.")
  private Instant until;

  @Option(
      names = "--status",
      paramLabel = "open|closed",
      description =
          "closed: it went quiet, which is not to say that anybody has resolved it. open: it may"
              + " still go on.")
  private Status status;

  /**
   * Checks what cannot be chosen, before anything is read.
   *
   * @throws ParameterException if a detector is named that there is not
   */
  void requireSense() {
    detectors.forEach(this::requireKnown);
  }

  /**
   * What was chosen.
   *
   * @param wanted those that pass all options, in the order of all
   * @param doubtful how many pass all others, and may concern the account without naming it: they
   *     name only some of their accounts
   */
  record Chosen(List<StoredAlert> wanted, long doubtful) {}

  /** Chooses among alerts. */
  Chosen of(List<StoredAlert> all) {
    List<StoredAlert> others = all.stream().filter(besidesTheAccount()).toList();
    List<StoredAlert> wanted =
        others.stream().filter(each -> account == null || concerns(each)).toList();
    long doubtful =
        account == null
            ? 0
            : others.stream().filter(each -> !concerns(each) && !each.namesAllAccounts()).count();
    return new Chosen(wanted, doubtful);
  }

  private Predicate<StoredAlert> besidesTheAccount() {
    Predicate<String> subjectIds = subject == null ? id -> true : pattern(subject);
    return stored ->
        (severity == null || stored.alert().getSeverity().compareTo(severity) >= 0)
            && (detectors.isEmpty() || detectors.contains(stored.alert().getDetectorId()))
            && isNamed(stored.alert().getSubject().getId(), subjectIds)
            && (since == null || !stored.alert().getLastSeenAt().isBefore(since))
            && (until == null || stored.alert().getFirstSeenAt().isBefore(until))
            && (status == null || (status == Status.CLOSED) == stored.isClosed());
  }

  private void requireKnown(String id) {
    if (Detectors.byId(id).isEmpty() && !id.equals(Gaps.ID)) {
      List<String> known =
          Stream.concat(Detectors.ALL.stream().map(DetectorType::id), Stream.of(Gaps.ID)).toList();
      throw new ParameterException(
          spec.commandLine(),
          "no detector '%s'%s"
              .formatted(
                  Shown.text(id),
                  Nearest.hint(id, known, "; './leakwatch detectors' lists all of them")));
    }
  }

  /** People copy what is shown; what is not shown as it is has two names. */
  private static boolean isNamed(String id, Predicate<String> name) {
    return name.test(id) || name.test(Shown.text(id));
  }

  private static Predicate<String> pattern(String text) {
    String regex =
        Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
  }

  private boolean concerns(StoredAlert stored) {
    Predicate<String> isIt = account::equals;
    return (stored.alert().getSubject().getType() == SubjectType.ACCOUNT
            && isNamed(stored.alert().getSubject().getId(), isIt))
        || stored.alert().getAffectedAccounts().stream().anyMatch(id -> isNamed(id, isIt));
  }
}
