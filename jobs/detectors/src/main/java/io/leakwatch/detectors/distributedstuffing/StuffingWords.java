package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What an analyst is told of stuffing from many addresses. */
final class StuffingWords {

  private StuffingWords() {}

  static Finding spread(Match match) {
    Signal spread = match.last();
    String shared = spread.subject().id();
    return Finding.of(
        match,
        Severity.MEDIUM,
        spread.confidence(),
        "Stuffing from many addresses with '" + shared + "'",
        story(spread) + " No hit has been noticed since.",
        List.of(
            "Challenge logins with the fingerprint '"
                + shared
                + "'; block it if nobody gets in with"
                + " it otherwise.",
            "Do not block address by address: each makes few attempts, and there are always more.",
            "Check the tried accounts for logins from elsewhere since the first attempt.",
            "Watch this alert: if an account opens, it rises to HIGH and names it."));
  }

  static Finding opened(Match match) {
    Signal spread = match.first();
    Signal opened = match.last();
    String accounts = Figures.listed(opened.accounts());
    return Finding.of(
        match,
        Severity.HIGH,
        Math.max(spread.confidence(), opened.confidence()),
        "Stuffing from many addresses opened " + Figures.counted(opened.accountCount(), "account"),
        story(spread)
            + " Then %s got in, the last from %s, which had only failed with others before."
                .formatted(accounts, opened.note()),
        List.of(
            "End all sessions of " + accounts + " and force a password reset with a second factor.",
            "Challenge or block logins with the fingerprint '" + spread.subject().id() + "'.",
            "Review what " + accounts + " read or changed since then.",
            "Tell the owners."));
  }

  private static String story(Signal spread) {
    return "%s failed from %s that share '%s', few attempts from each, in %s."
        .formatted(
            Figures.counted(spread.accountCount(), "account"),
            spread.note(),
            spread.subject().id(),
            Figures.of(Duration.ofMillis(spread.at() - spread.firstSeenAt())));
  }

  static Finding surge(Match match) {
    Signal surge = match.last();
    return Finding.of(
        match,
        Severity.MEDIUM,
        surge.confidence(),
        "Logins fail all over the service",
        "%s failed within the last hour, from %s. They share no fingerprint, people get in as"
                .formatted(Figures.counted(surge.accountCount(), "account"), surge.note())
            + " ever, and hardly any of those who fail are on a device seen before: this looks like a"
            + " list that is tried from a botnet. Some of the accounts named only mistyped.",
        List.of(
            "Make sure that no change to logging in was rolled out in the last hours.",
            "Turn on a challenge for logins from devices that were never seen.",
            "List who got in, since the first attempt, from addresses that failed with others.",
            "Look for what the attempts share: a header, an order of fields, a list of names."));
  }
}
