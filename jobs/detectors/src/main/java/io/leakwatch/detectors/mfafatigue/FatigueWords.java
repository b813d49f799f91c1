package io.leakwatch.detectors.mfafatigue;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about challenges that wear somebody down. */
final class FatigueWords {

  /** Note of a series in which most challenges were answered, and wrongly. */
  static final String GUESSED = "guessed";

  private FatigueWords() {}

  static Finding fatigue(Match match) {
    Signal fatigue = match.last();
    String account = match.subject().id();
    if (fatigue.note().equals(GUESSED)) {
      return guessed(match);
    }
    return Finding.of(
        match,
        Severity.MEDIUM,
        fatigue.confidence(),
        "Second-factor challenges wear down " + account,
        story(match) + " No challenge was approved so far.",
        List.of(
            "Treat the password of " + account + " as known to somebody else. Have it changed.",
            "Tell the owner to refuse every challenge, and to report it.",
            "Ask for a number or a security key instead of a tap, or pause challenges for the"
                + " account.",
            "Watch this alert: if a challenge is approved, it rises to HIGH."));
  }

  private static Finding guessed(Match match) {
    Signal guessed = match.last();
    String account = match.subject().id();
    return Finding.of(
        match,
        Severity.MEDIUM,
        guessed.confidence(),
        "The second factor of " + account + " is being guessed",
        story(match)
            + " Most failed by a wrong code or for no stated reason, not by the owner's silence or"
            + " refusal. No challenge was passed so far.",
        List.of(
            "Treat the password of " + account + " as known to somebody else. Have it changed.",
            "Lock the second factor after a few wrong codes, and let codes expire with each one.",
            "If they are few, block logins from the addresses under sources.",
            "Watch this alert: if a challenge is passed, it rises to HIGH."));
  }

  private static Finding passed(Match match) {
    Signal passed = match.last();
    String account = match.subject().id();
    return Finding.of(
        match,
        Severity.HIGH,
        Math.max(match.first().confidence(), passed.confidence()),
        "Second factor of " + account + " was guessed",
        "Somebody failed the second factor of %s %s, most by a wrong code or for no stated reason."
                .formatted(account, Figures.counted(match.extent().events(), "time"))
            + " Then a challenge was passed, for a login from "
            + passed.note()
            + ".",
        List.of(
            "End all sessions of " + account + " now, above all those from " + passed.note() + ".",
            "Ask the owner, by another way, whether the login was their own: somebody whose clock"
                + " or app is wrong fails like this too.",
            "Have the password changed and the second factor enrolled again.",
            "Review what was read or changed since."));
  }

  static Finding approved(Match match) {
    Signal fatigue = match.first();
    Signal approved = match.last();
    String account = match.subject().id();
    if (fatigue.note().equals(GUESSED)) {
      return passed(match);
    }
    return Finding.of(
        match,
        Severity.HIGH,
        Math.max(fatigue.confidence(), approved.confidence()),
        "Second factor of " + account + " was worn down",
        ("Somebody asked for the second factor of %s again and again in vain. Then a challenge was"
                + " approved, for a login from %s.")
            .formatted(account, approved.note()),
        List.of(
            "End all sessions of "
                + account
                + " now, above all those from "
                + approved.note()
                + ".",
            "Ask the owner, by another way, whether the approval was for a login of their own.",
            "Have the password changed and the second factor enrolled again.",
            "Review what was read or changed since the approval."));
  }

  private static String story(Match match) {
    Extent inAll = match.extent();
    return "Over %s, somebody asked for the second factor of %s %s in vain, from %s."
        .formatted(
            inAll.timeInWords(),
            match.subject().id(),
            Figures.counted(inAll.events(), "time"),
            inAll.fromInWords());
  }
}
