package io.leakwatch.pipeline;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What an event should raise; what is left out may be anything.
 *
 * @param subject {@code ACCOUNT ada}; null for any
 * @param title the whole title; null for any
 * @param says texts that the title or the summary must hold
 * @param accounts the accounts it must name first
 * @param confidence null for any
 * @param risk null for any
 * @param evidence every condition it must show; in a later revision those that are new or have
 *     other figures than in the one before; null for any
 * @param remediation texts that the next steps must hold
 */
record ExpectedAlert(
    Severity severity,
    int revision,
    String subject,
    String title,
    List<String> says,
    List<String> accounts,
    Bounds confidence,
    Bounds risk,
    List<ExpectedEvidence> evidence,
    List<String> remediation) {

  /** Percents, both included. */
  record Bounds(int least, int most) {

    /** Reads {@code 70} or {@code 60..75}. */
    static Bounds of(YamlMap alert, String key) {
      String[] ends = alert.text(key).split("\\.\\.", -1);
      try {
        return new Bounds(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
      } catch (NumberFormatException fault) {
        throw new IllegalArgumentException(
            "%s.%s is '%s', wanted a whole number such as 70, or a range such as 60..75"
                .formatted(alert.where(), key, alert.text(key)),
            fault);
      }
    }

    @Override
    public String toString() {
      return least == most ? String.valueOf(least) : least + ".." + most;
    }
  }

  /**
   * Reads an item of {@code expect}.
   *
   * @throws IllegalArgumentException if something is missing, unknown, or not what is wanted
   */
  static ExpectedAlert of(YamlMap alert) {
    alert.knowing(
        "severity",
        "revision",
        "subject",
        "title",
        "says",
        "accounts",
        "confidence",
        "risk",
        "evidence",
        "remediation");
    return new ExpectedAlert(
        alert.oneOf("severity", Severity.class),
        alert.whole("revision", 1),
        alert.has("subject") ? alert.text("subject") : null,
        alert.has("title") ? alert.text("title") : null,
        alert.texts("says"),
        alert.texts("accounts"),
        alert.has("confidence") ? Bounds.of(alert, "confidence") : null,
        alert.has("risk") ? Bounds.of(alert, "risk") : null,
        alert.has("evidence") ? evidence(alert) : null,
        alert.texts("remediation"));
  }

  private static List<ExpectedEvidence> evidence(YamlMap alert) {
    return alert.list("evidence").stream()
        .map(item -> ExpectedEvidence.of(YamlMap.of(alert.where() + ".evidence", item)))
        .toList();
  }

  /** The same of an alert's last revision, of whose evidence not all has to be stated. */
  List<String> ofLast(Alert last) {
    List<String> found = new ArrayList<>();
    words(last, found);
    if (evidence != null) {
      found.addAll(ExpectedEvidence.missing(evidence, last.getEvidence()));
    }
    return found;
  }

  /**
   * What is different, one line each; empty if it is as expected.
   *
   * @param before what the revision before had to show; empty for none
   */
  List<String> differences(Alert alert, List<ExpectedEvidence> before) {
    List<String> found = new ArrayList<>();
    compare("revision", revision, alert.getRevision(), found);
    words(alert, found);
    if (evidence != null) {
      found.addAll(
          ExpectedEvidence.differences(
              ExpectedEvidence.after(before, evidence), alert.getEvidence()));
    }
    return found;
  }

  /** All but the revision and the evidence. */
  private void words(Alert alert, List<String> found) {
    compare("severity", severity, alert.getSeverity(), found);
    if (subject != null) {
      String actual = alert.getSubject().getType() + " " + alert.getSubject().getId();
      compare("subject", subject, actual, found);
    }
    if (title != null) {
      compare("title", title, alert.getTitle(), found);
    }
    within("confidence", confidence, alert.getConfidence(), found);
    within("risk", risk, alert.getRiskScore(), found);
    String words = alert.getTitle() + "\n" + alert.getSummary();
    for (String text : says) {
      if (!words.contains(text)) {
        found.add("it does not say '" + text + "', it says '" + alert.getSummary() + "'");
      }
    }
    String steps = String.join("\n", alert.getRemediation());
    for (String text : remediation) {
      if (!steps.contains(text)) {
        found.add("its next steps do not say '" + text + "', they say '" + steps + "'");
      }
    }
    List<String> named = alert.getAffectedAccounts();
    compare("accounts", accounts, named.subList(0, Math.min(named.size(), accounts.size())), found);
  }

  private static void compare(String what, Object wanted, Object actual, List<String> found) {
    if (!wanted.equals(actual)) {
      found.add(what + " is " + actual + ", expected " + wanted);
    }
  }

  private static void within(String what, Bounds wanted, int actual, List<String> found) {
    if (wanted != null && (actual < wanted.least() || actual > wanted.most())) {
      found.add(what + " is " + actual + ", expected " + wanted);
    }
  }
}
