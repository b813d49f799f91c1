package io.leakwatch.console.triage;

import io.leakwatch.console.questions.AlertDetail;
import io.leakwatch.console.questions.AlertDetail.Action;
import io.leakwatch.console.store.Sql;
import java.util.List;
import java.util.stream.Collectors;

/** What others did to an alert while somebody looked at it. */
final class Meanwhile {

  static final String SOMEBODY_FASTER = "somebody else was faster";

  private static final int MOST_NAMED = 3;

  private Meanwhile() {}

  /** In words: who did what since a state was seen. */
  static String words(Sql sql, String alertId, long sequenceSeen) {
    List<Action> since =
        AlertDetail.actions(sql, alertId).stream()
            .filter(each -> each.counted() && each.sequence() != null)
            .filter(each -> each.sequence() > sequenceSeen)
            .toList();
    if (since.isEmpty()) {
      return "the page was out of date; look at the alert again, then decide";
    }
    return since.stream()
        .skip(Math.max(0, since.size() - MOST_NAMED))
        .map(Meanwhile::words)
        .collect(
            Collectors.joining(
                ", ", SOMEBODY_FASTER + ": ", "; look at the alert again, then decide"));
  }

  private static String words(Action action) {
    return action.author()
        + switch (action.kind()) {
          case "ASSIGN" ->
              action.assignee() == null
                  ? " gave it to nobody"
                  : " assigned it to " + action.assignee();
          case "START" -> " started on it";
          case "CLOSE" -> " closed it as " + action.verdict();
          case "REOPEN" -> " opened it again";
          case "NOTE" -> " wrote a note";
          case "CHECK" -> " ticked or unticked a step";
          default -> " did something to it";
        };
  }
}
