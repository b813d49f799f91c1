package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.state.Sightings.Sighting;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What an analyst reads about impossible travel. */
final class TravelWords {

  private TravelWords() {}

  /** {@code DE (52.5, 13.4), 203.0.113.7 on AS64500}. */
  static String where(Sighting seen) {
    String address = seen.address() == null ? "an unknown address" : seen.address();
    String network = seen.network() == 0 ? "" : " on AS" + seen.network();
    return seen.place() + ", " + address + network;
  }

  /** {@code from … and 40 min later from …, 8918 km away}. */
  static String way(Jump jump) {
    long millis = Math.abs(jump.here().at() - jump.before().at());
    return "from %s, and %s later from %s: %s km apart"
        .formatted(
            where(jump.before()),
            Figures.of(Duration.ofMillis(millis)),
            where(jump.here()),
            Math.round(jump.distanceKm()));
  }

  /** What a change did, in words. */
  static String change(LoginAction action) {
    return switch (action) {
      case PASSWORD_CHANGE -> "the password was changed";
      case EMAIL_CHANGE -> "the e-mail address was changed";
      case PHONE_CHANGE -> "the phone number was changed";
      default -> "the second factor was switched off";
    };
  }

  static Finding jumped(Match match, Severity severity) {
    Signal jump = match.last();
    String account = jump.subject().id();
    return Finding.of(
        match,
        severity,
        jump.confidence(),
        "Impossible travel of account " + account,
        ("Account %s logged in %s. Nobody travels that fast. One of the two logins is probably not"
                + " the owner's.")
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
        "Account %s logged in %s. Then %s. The owner is probably being locked out."
            .formatted(account, jump.note(), change.note()),
        List.of(
            "Lock the account and end all its sessions now.",
            "Undo the change and restore recovery by the owner's old contact.",
            "Review what was read or exported since the jump, and tell the owner."));
  }
}
