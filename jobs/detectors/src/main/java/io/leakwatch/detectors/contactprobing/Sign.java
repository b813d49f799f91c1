package io.leakwatch.detectors.contactprobing;

import io.leakwatch.schemas.Severity;

/** What gives a prober away. What cannot be an address book is HIGH. */
enum Sign {
  RUNS(Severity.HIGH, "Most are in runs: somebody tries a range number by number."),
  VOLUME(Severity.HIGH, "No address book is this large: somebody checks a stolen list."),
  MISSES(
      Severity.MEDIUM,
      "Hardly any of them belong to an account. That is typical of made-up numbers, not of an"
          + " address book."),
  UPLOADS(
      Severity.HIGH,
      "People in one address book mostly know each other. The uploaded ones do not."),
  STRANGERS(
      Severity.MEDIUM,
      "People in one address book mostly know each other. These do not. No uploads were seen.");

  final Severity severity;
  final String meaning;

  Sign(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }
}
