package io.leakwatch.pipeline;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event should raise; what is left out may be anything.
 *
 * @param subject {@code ACCOUNT ada}; null for any
 * @param says texts that the title or the summary must hold
 * @param accounts the accounts it must name first
 */
record ExpectedAlert(
    Severity severity, int revision, String subject, List<String> says, List<String> accounts) {

  /** What is different, one line each; empty if it is as expected. */
  List<String> differences(Alert alert) {
    List<String> found = new ArrayList<>();
    compare("severity", severity, alert.getSeverity(), found);
    compare("revision", revision, alert.getRevision(), found);
    if (subject != null) {
      String actual = alert.getSubject().getType() + " " + alert.getSubject().getId();
      compare("subject", subject, actual, found);
    }
    String words = alert.getTitle() + "\n" + alert.getSummary();
    for (String text : says) {
      if (!words.contains(text)) {
        found.add("it does not say '" + text + "', it says '" + alert.getSummary() + "'");
      }
    }
    List<String> named = alert.getAffectedAccounts();
    compare("accounts", accounts, named.subList(0, Math.min(named.size(), accounts.size())), found);
    return found;
  }

  private static void compare(String what, Object wanted, Object actual, List<String> found) {
    if (!wanted.equals(actual)) {
      found.add(what + " is " + actual + ", expected " + wanted);
    }
  }
}
