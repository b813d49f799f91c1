package io.leakwatch.detectors.contactprobing;

import io.leakwatch.schemas.Severity;
import java.util.stream.Stream;

/** What gives a prober away. What cannot be an address book is HIGH. */
enum Sign {
  RUNS(1, Severity.HIGH, "Most are in runs: somebody tries a range number by number."),
  VOLUME(2, Severity.HIGH, "No address book is this large: somebody checks a stolen list."),
  MISSES(3, Severity.MEDIUM, "So few are typical of made-up numbers, not of an address book."),
  UPLOADS(
      4,
      Severity.HIGH,
      "People in one address book mostly know each other. The uploaded ones do not."),
  STRANGERS(
      5,
      Severity.MEDIUM,
      "People in one address book mostly know each other. These do not. No uploads were seen.");

  /** By which it is stored; 1 or more, and never another one's. */
  final int number;

  final Severity severity;
  final String meaning;

  Sign(int number, Severity severity, String meaning) {
    this.number = number;
    this.severity = severity;
    this.meaning = meaning;
  }

  /** The sign of a number; null where there is none. */
  static Sign of(long number) {
    return Stream.of(values()).filter(sign -> sign.number == number).findFirst().orElse(null);
  }
}
