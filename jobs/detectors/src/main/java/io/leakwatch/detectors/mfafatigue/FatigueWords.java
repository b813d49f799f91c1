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

  private FatigueWords() {}

  static Finding fatigue(Match match) {
    Signal fatigue = match.last();
    String account = match.subject().id();
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

  static Finding approved(Match match) {
    Signal fatigue = match.first();
    Signal approved = match.last();
    String account = match.subject().id();
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
