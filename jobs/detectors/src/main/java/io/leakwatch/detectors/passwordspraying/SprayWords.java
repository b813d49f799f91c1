package io.leakwatch.detectors.passwordspraying;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
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
        story(sprayed, source) + " No login to any of them has succeeded since.",
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
        story(match.first(), source)
            + " Then %s got in, %s after the spraying was noticed."
                .formatted(
                    account, Figures.of(Duration.ofMillis(opened.at() - match.first().at()))),
        List.of(
            "End all sessions of " + account + " and force a password reset with a second factor.",
            "Block logins from " + source + ".",
            "Review what " + account + " read or changed since it was opened.",
            "Find other accounts with the same weak password before the next round finds them."));
  }

  private static String story(Signal sprayed, String source) {
    return "From %s, %s failed at every attempt in %s. The attempts were spread out: %s."
        .formatted(
            source,
            Figures.counted(sprayed.accountCount(), "account"),
            Figures.of(Duration.ofMillis(sprayed.at() - sprayed.firstSeenAt())),
            sprayed.note().isEmpty()
                ? "never many different accounts in one hour"
                : sprayed.note());
  }

  private static String source(Entity subject) {
    return subject.type() == SubjectType.FINGERPRINT
        ? "many addresses that share '" + subject.id() + "'"
        : subject.id();
  }
}
