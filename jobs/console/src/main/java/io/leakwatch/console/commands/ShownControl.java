package io.leakwatch.console.commands;

import io.leakwatch.console.questions.Commands;
import io.leakwatch.console.questions.Commands.Answer;
import io.leakwatch.console.store.Sql;
import io.leakwatch.schemas.Control;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A control as the page shows it. Times are epoch milliseconds; what is not given is null.
 *
 * @param detectorId null for all
 * @param expiresAt null for never
 * @param state waiting, holds, expired, withdrawn or refused
 * @param status what the job said to it; null for nothing yet
 */
public record ShownControl(
    String controlId,
    int revision,
    String detectorId,
    String mode,
    String severityFloor,
    String author,
    String reason,
    long madeAt,
    long holdsFrom,
    Long expiresAt,
    Long withdrawnAt,
    String state,
    ShownSuppression.Status status) {

  /** All, the newest first. */
  static List<ShownControl> all(Sql sql, Instant now) {
    Map<String, Answer> answers = Commands.answers(sql);
    return Commands.controls(sql).stream()
        .map(each -> of(each, answers.get(each.getControlId()), now))
        .sorted(
            Comparator.comparingLong(ShownControl::madeAt)
                .reversed()
                .thenComparing(ShownControl::controlId))
        .toList();
  }

  private static ShownControl of(Control each, Answer said, Instant now) {
    Answer answer = said != null && said.revision() == each.getRevision() ? said : null;
    return new ShownControl(
        each.getControlId(),
        each.getRevision(),
        each.getDetectorId(),
        each.getMode() == null ? null : each.getMode().name(),
        each.getSeverityFloor() == null ? null : each.getSeverityFloor().name(),
        each.getAuthor(),
        each.getReason(),
        each.getMadeAt().toEpochMilli(),
        each.getHoldsFrom().toEpochMilli(),
        millis(each.getExpiresAt()),
        millis(each.getWithdrawnAt()),
        CommandState.of(
                each.getHoldsFrom(), each.getExpiresAt(), each.getWithdrawnAt(), answer, now)
            .name()
            .toLowerCase(Locale.ROOT),
        ShownSuppression.Status.of(answer));
  }

  private static Long millis(Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  boolean isAbout(String detector) {
    return detectorId == null || detectorId.equals(detector);
  }

  boolean isInForce() {
    return state.equals("holds");
  }
}
