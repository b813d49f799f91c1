package io.leakwatch.detectors.contactprobing;

import io.leakwatch.schemas.Severity;

/** What gives a prober away. What cannot be an address book is HIGH. */
enum Sign {
  RUNS(Severity.HIGH, "Most are in runs: a range is being counted through."),
  VOLUME(Severity.HIGH, "Nobody's address book is so large: a list is being checked."),
  MISSES(Severity.MEDIUM, "Hardly any exist, as with made-up numbers and unlike an address book."),
  UPLOADS(
      Severity.HIGH, "People in one address book mostly know each other; these, uploaded, do not."),
  STRANGERS(
      Severity.MEDIUM,
      "People in one address book mostly know each other; these do not. No uploads were seen.");

  final Severity severity;
  final String meaning;

  Sign(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }
}
