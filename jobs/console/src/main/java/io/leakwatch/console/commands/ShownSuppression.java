package io.leakwatch.console.commands;

import io.leakwatch.console.questions.Commands;
import io.leakwatch.console.questions.Commands.Answer;
import io.leakwatch.console.store.Sql;
import io.leakwatch.schemas.Suppression;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A suppression as the page shows it. Times are epoch milliseconds; what is not given is null.
 *
 * @param state waiting, holds, expired, withdrawn or refused
 * @param status what the job said to it; null for nothing yet
 * @param alerts how many alerts it holds for
 */
public record ShownSuppression(
    String suppressionId,
    int revision,
    String detectorId,
    String subjectType,
    String subject,
    String network,
    String author,
    String reason,
    long madeAt,
    long holdsFrom,
    long expiresAt,
    Long withdrawnAt,
    String state,
    Status status,
    long alerts) {

  /** What the job said. */
  public record Status(String outcome, String reason, long answeredAt) {

    static Status of(Answer answer) {
      return answer == null
          ? null
          : new Status(answer.outcome(), answer.reason(), answer.answeredAt());
    }
  }

  /** All, the newest first. */
  static List<ShownSuppression> all(Sql sql, Instant now) {
    Map<String, Answer> answers = Commands.answers(sql);
    Map<String, Long> alerts = Commands.suppressedAlerts(sql);
    return Commands.suppressions(sql).stream()
        .map(
            each ->
                of(
                    each,
                    answers.get(each.getSuppressionId()),
                    alerts.getOrDefault(each.getSuppressionId(), 0L),
                    now))
        .sorted(
            Comparator.comparingLong(ShownSuppression::madeAt)
                .reversed()
                .thenComparing(ShownSuppression::suppressionId))
        .toList();
  }

  private static ShownSuppression of(Suppression each, Answer said, long alerts, Instant now) {
    Answer answer = said != null && said.revision() == each.getRevision() ? said : null;
    return new ShownSuppression(
        each.getSuppressionId(),
        each.getRevision(),
        each.getDetectorId(),
        each.getSubjectType() == null ? null : each.getSubjectType().name(),
        each.getSubject(),
        each.getNetwork(),
        each.getAuthor(),
        each.getReason(),
        each.getMadeAt().toEpochMilli(),
        each.getHoldsFrom().toEpochMilli(),
        each.getExpiresAt().toEpochMilli(),
        each.getWithdrawnAt() == null ? null : each.getWithdrawnAt().toEpochMilli(),
        CommandState.of(
                each.getHoldsFrom(), each.getExpiresAt(), each.getWithdrawnAt(), answer, now)
            .name()
            .toLowerCase(Locale.ROOT),
        Status.of(answer),
        alerts);
  }
}
