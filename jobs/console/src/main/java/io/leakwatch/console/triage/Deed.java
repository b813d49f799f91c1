package io.leakwatch.console.triage;

import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.Verdict;

/**
 * What somebody wants to do about alerts.
 *
 * @param author who
 * @param assignee for {@link ActionKind#ASSIGN}: whose they are to be; null for nobody
 * @param verdict for {@link ActionKind#CLOSE}, else null
 * @param note empty for nothing
 * @param duplicateOf the alert that says the same; null for none
 * @param step for {@link ActionKind#CHECK}: the next step as the alert words it, else null
 * @param done for {@link ActionKind#CHECK}: whether it is done
 */
public record Deed(
    ActionKind kind,
    String author,
    String assignee,
    Verdict verdict,
    String note,
    String duplicateOf,
    String step,
    boolean done) {

  /** Characters of a note; a longer one belongs into a ticket. */
  public static final int LONGEST_NOTE = 4_000;

  private static final int LONGEST_NAME = 200;

  /**
   * Checks what can be checked without knowing the alerts.
   *
   * @throws IllegalArgumentException if it cannot be done so; the message says what is missing
   */
  public Deed {
    if (note.length() > LONGEST_NOTE) {
      throw fault(
          "note: it has %d characters; at most %d are kept".formatted(note.length(), LONGEST_NOTE));
    }
    if (assignee != null && (assignee.isBlank() || assignee.length() > LONGEST_NAME)) {
      throw fault(
          "assignee: give a name of 1 to %d characters, or null for nobody"
              .formatted(LONGEST_NAME));
    }
    switch (kind) {
      case ASSIGN, START, REOPEN -> {
        // Nothing more is needed.
      }
      case CLOSE -> checkVerdict(verdict, note);
      case NOTE -> {
        if (note.isBlank()) {
          throw fault("note: it is empty; write what others should know");
        }
      }
      case CHECK -> {
        if (step == null) {
          throw fault("step: missing; give the next step as the alert words it");
        }
      }
      default -> throw fault("action: " + kind + " is not done to alerts");
    }
  }

  private static void checkVerdict(Verdict verdict, String note) {
    if (verdict == null) {
      throw fault(
          "verdict: missing; give TRUE_POSITIVE, BENIGN_TRUE_POSITIVE, FALSE_POSITIVE or DUPLICATE");
    }
    if (verdict == Verdict.FALSE_POSITIVE && note.isBlank()) {
      throw fault("note: a false positive needs one: say why the alert is wrong");
    }
  }

  private static IllegalArgumentException fault(String words) {
    return new IllegalArgumentException(words);
  }
}
