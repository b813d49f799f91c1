package io.leakwatch.console.store;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Source;

/** What of an alert is found by free text. */
final class AlertWords {

  private AlertWords() {}

  static String of(Alert alert, String title, String summary) {
    StringBuilder words = new StringBuilder(1_000);
    add(words, alert.getAlertId());
    add(words, alert.getDetectorId());
    words.append(title).append('\n');
    words.append(summary).append('\n');
    add(words, alert.getSubject().getId());
    alert.getAffectedAccounts().forEach(each -> add(words, each));
    for (Source source : alert.getSources()) {
      add(words, source.getAddress());
      add(words, source.getOperator());
      add(words, source.getCity());
    }
    alert.getClients().forEach(each -> add(words, each));
    alert.getSessions().forEach(each -> add(words, each));
    if (alert.getAffectedOther() != null) {
      alert.getAffectedOther().getIds().forEach(each -> add(words, each));
    }
    return words.toString();
  }

  /** The beginning of what is very long: nobody searches by more. */
  private static void add(StringBuilder words, String text) {
    if (text != null) {
      words.append(ShortText.cut(ShortText.LONGEST_ID, text)).append('\n');
    }
  }
}
