package io.leakwatch.detectors.passwordspraying;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.util.List;

/** What an analyst reads about spraying. */
final class SprayWords {

  private SprayWords() {}

  static Finding sprayed(Match match) {
    Signal sprayed = match.last();
    String source = source(sprayed.subject());
    return Finding.of(
        match,
        Severity.MEDIUM,
        sprayed.confidence(),
        "Password spraying from " + source,
        story(match) + sprayed.note(),
        List.of(
            "Challenge or block logins from " + source + ".",
            "Check the tried accounts for logins from elsewhere since the first attempt. Attackers"
                + " use a password that fits from another place.",
            "Refuse the commonest passwords, and require a second factor for the tried accounts.",
            "Watch this alert: if somebody gets into an account, it rises to HIGH and names the"
                + " account."));
  }

  static Finding opened(Match match) {
    Signal opened = match.last();
    String source = source(opened.subject());
    String account = Figures.listed(opened.accounts());
    return Finding.of(
        match,
        Severity.HIGH,
        Math.max(match.first().confidence(), opened.confidence()),
        "Password spraying from " + source + " got into " + account,
        "From %s, %s failed at every attempt. Then somebody got into %s from %s."
            .formatted(
                source,
                match.extent().accountsInWords(),
                account,
                opened.subject().type() == SubjectType.ADDRESS ? "there" : opened.note()),
        List.of(
            "End all sessions of " + account + " and force a password reset with a second factor.",
            "Block logins from " + source + ".",
            "Review what " + account + " read or changed since it was opened.",
            "Find other accounts with the same weak password before the next round finds them."));
  }

  /**
   * How the attempts came, and what came of them.
   *
   * @param isWatched whether it would have been seen if one of the accounts had opened
   */
  static String manner(boolean isRounds, boolean isWatched) {
    return (isRounds
            ? " Many of them were tried again in later rounds."
            : " Never were many different accounts tried in one hour.")
        + (isWatched ? " Nobody has got into one of them from there since." : "");
  }

  private static String story(Match match) {
    Extent inAll = match.extent();
    boolean isShared = match.subject().type() == SubjectType.FINGERPRINT;
    return "From %s, %s failed at every attempt: %s in %s."
        .formatted(
            isShared
                ? inAll.sourcesInWords() + " with " + Named.of(match.subject())
                : match.subject().id(),
            inAll.accountsInWords(),
            Figures.counted(inAll.events(), "attempt"),
            inAll.timeInWords());
  }

  private static String source(Entity subject) {
    return subject.type() == SubjectType.FINGERPRINT
        ? "many addresses with " + Named.of(subject)
        : subject.id();
  }
}
