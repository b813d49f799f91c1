package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What an analyst reads about impossible travel. */
final class TravelWords {

  private TravelWords() {}

  static Finding jumped(Match match, Severity severity) {
    Signal jump = match.last();
    String account = jump.subject().id();
    return Finding.of(
        match,
        severity,
        jump.confidence(),
        "Impossible travel of account " + account,
        "Account %s logged in %s. Nobody travels that fast: one of the logins is not the owner's."
            .formatted(account, jump.note()),
        List.of(
            "Ask the owner, or require a second factor in the newer session.",
            "If it is not the owner's, end all sessions and force a password reset.",
            "Watch this alert: a recovery change within the hour makes it CRITICAL."));
  }

  static Finding takenOver(Match match) {
    Signal jump = match.first();
    Signal change = match.last();
    String account = jump.subject().id();
    return Finding.of(
        match,
        Severity.CRITICAL,
        Math.min(98, jump.confidence() + 10),
        "Account " + account + " taken over after impossible travel",
        "Account %s logged in %s. %s later came %s. The owner is probably being locked out."
            .formatted(
                account,
                jump.note(),
                Figures.of(Duration.ofMillis(change.at() - jump.at())),
                change.note()),
        List.of(
            "Lock the account and end all its sessions now.",
            "Undo the change ("
                + change.note()
                + ") and restore recovery by the owner's old contact.",
            "Review what was read or exported since the jump, and tell the owner."));
  }
}
