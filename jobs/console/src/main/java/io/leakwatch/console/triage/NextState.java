package io.leakwatch.console.triage;

import io.leakwatch.console.questions.Row;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Triage;
import io.leakwatch.schemas.TriageStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The state of an alert after somebody did something. */
final class NextState {

  /** An alert has a few next steps; what is more was written by no alert. */
  private static final int MOST_STEPS = 50;

  private NextState() {}

  /**
   * The state that follows.
   *
   * @param before null where nobody did anything
   * @param row the alert as it is now
   */
  static Triage after(Triage before, Row row, Deed deed, Instant at) {
    Triage.Builder next = before == null ? untouched(row) : Triage.newBuilder(before);
    next.setSequence(row.sequence() + 1).setNote(deed.note()).setAuthor(deed.author()).setAt(at);
    switch (deed.kind()) {
      case ASSIGN -> next.setAssignee(deed.assignee());
      case START -> {
        judge(next, row, TriageStatus.IN_PROGRESS);
        if (next.getAssignee() == null) {
          next.setAssignee(deed.author());
        }
      }
      case REOPEN -> judge(next, row, TriageStatus.OPEN);
      case CLOSE ->
          judge(next, row, TriageStatus.CLOSED)
              .setVerdict(deed.verdict())
              .setDuplicateOf(deed.duplicateOf());
      case CHECK -> next.setStepsDone(steps(next.getStepsDone(), deed));
      default -> {
        // A note changes nothing else: what was judged stays judged.
      }
    }
    return next.build();
  }

  private static Triage.Builder untouched(Row row) {
    return judge(
        Triage.newBuilder().setAlertId(row.alertId()).setStepsDone(List.of()),
        row,
        TriageStatus.OPEN);
  }

  /** A new status, which is about the alert as it is now. */
  private static Triage.Builder judge(Triage.Builder next, Row row, TriageStatus status) {
    return next.setStatus(status)
        .setVerdict(null)
        .setDuplicateOf(null)
        .setRevisionJudged(row.revision())
        .setSeverityJudged(Severity.valueOf(row.severity()))
        .setRiskJudged(row.riskScore());
  }

  private static List<String> steps(List<String> before, Deed deed) {
    Set<String> steps = new LinkedHashSet<>(before);
    if (deed.done() && steps.size() < MOST_STEPS) {
      steps.add(deed.step());
    } else if (!deed.done()) {
      steps.remove(deed.step());
    }
    return new ArrayList<>(steps);
  }
}
