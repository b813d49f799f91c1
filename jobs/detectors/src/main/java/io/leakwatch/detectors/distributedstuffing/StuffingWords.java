package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about stuffing from many addresses. */
final class StuffingWords {

  private StuffingWords() {}

  /** Whoever gets in with the fingerprint, or from the site, is watched, but not for ever. */
  static String nobodyYet(Entity shared) {
    return shared.isSite()
        ? " None of them has got in from there since."
        : " None of them has got in with it since.";
  }

  /** Where attempts fail, in a condition. */
  static String there(Entity shared) {
    return shared.isSite() ? "in this /48 network" : "with this fingerprint";
  }

  /** What attempts share, as a sentence that begins with {@code All}. */
  private static String common(Entity shared) {
    return shared.isSite()
        ? "All lie in %s, which one customer may hold.".formatted(shared.id())
        : "All used %s.".formatted(Named.of(shared));
  }

  /** {@code with program 'curl/8.9.1' on AS64500}, or {@code from 2001:db8:1::/48}. */
  private static String by(Entity shared) {
    return (shared.isSite() ? "from " : "with ") + Named.of(shared);
  }

  static Finding stuffing(Match match) {
    Signal stuffing = match.last();
    return Finding.of(
        match,
        Severity.MEDIUM,
        stuffing.confidence(),
        title(stuffing.subject()),
        story(match) + stuffing.note(),
        List.of(
            challenge(stuffing.subject()),
            "Do not block single addresses. Each makes only a few attempts, and there are always"
                + " more. Those that made most are under sources.",
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
        "Logins to %s failed from many addresses, a few from each. %s"
                .formatted(match.extent().accountsInWords(), common(stuffing.subject()))
            + " Then somebody got into %s, the last time from %s."
                .formatted(accounts, opened.note())
            + " That address had only failed with other accounts before.",
        List.of(
            "End all sessions of " + accounts + " and force a password reset with a second factor.",
            "Challenge or block logins " + by(stuffing.subject()) + ".",
            "Review what " + accounts + " read or changed since then.",
            "Tell the owners."));
  }

  private static String story(Match match) {
    Extent inAll = match.extent();
    return "%s failed with %s from %s in %s, a few attempts from each. %s"
        .formatted(
            inAll.accountsInWords(),
            Figures.counted(inAll.events(), "attempt"),
            inAll.sourcesInWords(),
            inAll.timeInWords(),
            common(match.subject()));
  }

  private static String title(Entity shared) {
    return shared.isSite()
        ? "Stuffing from many addresses in " + shared.id()
        : "Stuffing from many addresses with " + Named.of(shared);
  }

  private static String challenge(Entity shared) {
    return shared.isSite()
        ? ("Challenge logins from %s. It may be one customer or many: block it only if nobody gets"
                + " in.")
            .formatted(shared.id())
        : "Challenge logins with %s. Block it if nobody else gets in with it."
            .formatted(Named.of(shared));
  }

  static Finding surge(Match match) {
    Signal surge = match.last();
    Extent inAll = match.extent();
    return Finding.of(
        match,
        Severity.MEDIUM,
        surge.confidence(),
        "Far more logins than usual fail in the whole service",
        "%s failed with %s from %s, with no program in common. It"
                .formatted(
                    inAll.accountsInWords(),
                    Figures.counted(inAll.events(), "attempt"),
                    inAll.sourcesInWords())
            + " looks as if a botnet tries a list."
            + successes(surge)
            + devices(surge)
            + " The owners of some of the accounts only mistyped.",
        List.of(
            "Make sure that no change to logging in was rolled out in the last hours.",
            "Turn on a challenge for logins from devices that were never seen.",
            "List who got in, since the first attempt, from addresses that failed with others.",
            "Look for what the attempts share: a header, an order of fields, a list of names."));
  }

  private static String successes(Signal surge) {
    return surge
        .observed(WholeService.SUCCESSES)
        .map(" Logins that succeed are %s times as many as usual."::formatted)
        .orElse("");
  }

  /** A share is said as it is; whether it is small the reader sees. */
  private static String devices(Signal surge) {
    return surge
        .observed(WholeService.KNOWN_DEVICES)
        .map(
            share ->
                share.equals(WholeService.NOT_KNOWN)
                    ? " Too few devices could be looked up to know whether they are known."
                    : " The share of those who fail on a device that got in before is %s."
                        .formatted(share))
        .orElse("");
  }
}
