package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What an analyst reads about stuffing from many addresses. */
final class StuffingWords {

  private StuffingWords() {}

  static Finding stuffing(Match match) {
    Signal stuffing = match.last();
    String shared = stuffing.subject().id();
    return Finding.of(
        match,
        Severity.MEDIUM,
        stuffing.confidence(),
        "Stuffing from many addresses with '" + shared + "'",
        story(stuffing) + " No login to any of them has succeeded since.",
        List.of(
            "Challenge logins with the fingerprint '%s'. Block it if nobody else gets in with it."
                .formatted(shared),
            "Do not block single addresses. Each makes only a few attempts, and there are always"
                + " more.",
            "Check the tried accounts for logins from elsewhere since the first attempt.",
            "Watch this alert: if somebody gets into an account, it rises to HIGH and names the"
                + " account."));
  }

  static Finding opened(Match match) {
    Signal stuffing = match.first();
    Signal opened = match.last();
    String accounts = Figures.listed(opened.accounts());
    return Finding.of(
        match,
        Severity.HIGH,
        Math.max(stuffing.confidence(), opened.confidence()),
        "Stuffing from many addresses got into "
            + Figures.counted(opened.accountCount(), "account"),
        story(stuffing)
            + " Then %s got in, the last from %s.".formatted(accounts, opened.note())
            + " That address had only failed with other accounts before.",
        List.of(
            "End all sessions of " + accounts + " and force a password reset with a second factor.",
            "Challenge or block logins with the fingerprint '" + stuffing.subject().id() + "'.",
            "Review what " + accounts + " read or changed since then.",
            "Tell the owners."));
  }

  private static String story(Signal stuffing) {
    return "%s failed from %s that share '%s', a few attempts from each, in %s."
        .formatted(
            Figures.counted(stuffing.accountCount(), "account"),
            stuffing.note(),
            stuffing.subject().id(),
            Figures.of(Duration.ofMillis(stuffing.at() - stuffing.firstSeenAt())));
  }

  static Finding surge(Match match) {
    Signal surge = match.last();
    return Finding.of(
        match,
        Severity.MEDIUM,
        surge.confidence(),
        "Far more logins than usual fail in the whole service",
        "%s failed within the last hour, from %s. They share no fingerprint, people get in as"
                .formatted(Figures.counted(surge.accountCount(), "account"), surge.note())
            + " usual, and hardly any of those who fail use a known device: it looks as if a botnet"
            + " tries a list. The owners of some of the accounts named only mistyped.",
        List.of(
            "Make sure that no change to logging in was rolled out in the last hours.",
            "Turn on a challenge for logins from devices that were never seen.",
            "List who got in, since the first attempt, from addresses that failed with others.",
            "Look for what the attempts share: a header, an order of fields, a list of names."));
  }
}
