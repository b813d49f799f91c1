package io.leakwatch.console.commands;

import io.leakwatch.console.questions.Commands.Answer;
import java.time.Instant;

/** How far a command is. */
enum CommandState {
  WAITING,
  HOLDS,
  EXPIRED,
  WITHDRAWN,
  REFUSED;

  /**
   * That of a command.
   *
   * @param expiresAt null for never
   * @param withdrawnAt null while nobody has
   * @param answer what the job said to this revision; null for nothing yet
   */
  static CommandState of(
      Instant holdsFrom, Instant expiresAt, Instant withdrawnAt, Answer answer, Instant now) {
    if (answer != null && answer.outcome().equals("REFUSED")) {
      return REFUSED;
    }
    if (withdrawnAt != null) {
      return WITHDRAWN;
    }
    if (now.isBefore(holdsFrom)) {
      return WAITING;
    }
    return expiresAt == null || now.isBefore(expiresAt) ? HOLDS : EXPIRED;
  }
}
