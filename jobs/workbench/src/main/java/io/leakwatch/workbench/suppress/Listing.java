package io.leakwatch.workbench.suppress;

import io.leakwatch.detection.words.Shown;
import io.leakwatch.schemas.CommandOutcome;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.Suppression;
import io.leakwatch.workbench.terminal.Moments;
import io.leakwatch.workbench.terminal.Screen;
import io.leakwatch.workbench.terminal.TextTable;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All suppressions, the latest first.
 *
 * @param now decides what holds: the job's own time runs near it
 * @param answers what the job said to each, by id
 */
record Listing(Moments moments, Instant now, Map<String, ControlStatus> answers) {

  private static final int REASON = 5;

  List<String> lines(Collection<Suppression> all, Screen screen) {
    TextTable table =
        new TextTable("suppression", "state", "until", "what it is about", "author", "reason")
            .shrinking(REASON, 20)
            .shrinking(3, 20);
    all.stream()
        .sorted(
            Comparator.comparing(Suppression::getHoldsFrom)
                .reversed()
                .thenComparing(Suppression::getSuppressionId))
        .forEach(
            each ->
                table.row(
                    Shown.text(each.getSuppressionId()),
                    state(each),
                    moments.dated(
                        each.getWithdrawnAt() == null
                            ? each.getExpiresAt()
                            : each.getWithdrawnAt()),
                    scope(each),
                    Shown.text(each.getAuthor()),
                    Shown.text(each.getReason())));
    return table.cut(screen.width(), TextTable.Paint.PLAIN);
  }

  private String state(Suppression suppression) {
    ControlStatus answer = answers.get(suppression.getSuppressionId());
    if (answer != null
        && answer.getOutcome() == CommandOutcome.REFUSED
        && answer.getRevision() == suppression.getRevision()) {
      return "refused";
    }
    if (suppression.getWithdrawnAt() != null && !suppression.getWithdrawnAt().isAfter(now)) {
      return "withdrawn";
    }
    if (!suppression.getExpiresAt().isAfter(now)) {
      return "expired";
    }
    return suppression.getHoldsFrom().isAfter(now) ? "waiting" : "holds";
  }

  private static String scope(Suppression suppression) {
    String subject =
        suppression.getSubject() == null && suppression.getSubjectType() == null
            ? null
            : "%s:%s"
                .formatted(
                    Objects.requireNonNullElse(suppression.getSubjectType(), "*"),
                    Objects.requireNonNullElse(suppression.getSubject(), "*"));
    return Shown.text(
        Stream.of(suppression.getDetectorId(), subject, suppression.getNetwork())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", ")));
  }

  /** What the job said, in words. */
  static String words(ControlStatus answer) {
    String verb = answer.getOutcome() == CommandOutcome.ACCEPTED ? "accepted it" : "refused it";
    return answer.getReason().isEmpty() ? verb : verb + ": " + Shown.text(answer.getReason());
  }
}
