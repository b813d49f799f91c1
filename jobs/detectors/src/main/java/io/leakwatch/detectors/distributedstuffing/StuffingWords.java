package io.leakwatch.detectors.distributedstuffing;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about stuffing from many addresses. */
final class StuffingWords {

  /** Whoever gets in with the fingerprint is watched, but not for ever. */
  static final String NOBODY_YET = " None of them has got in with it since.";

  private StuffingWords() {}

  static Finding stuffing(Match match) {
    Signal stuffing = match.last();
    String program = Named.of(stuffing.subject());
    return Finding.of(
        match,
        Severity.MEDIUM,
        stuffing.confidence(),
        "Stuffing from many addresses with " + program,
        story(match) + stuffing.note(),
        List.of(
            "Challenge logins with %s. Block it if nobody else gets in with it.".formatted(program),
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
        "Logins to %s failed from many addresses, a few from each. All used %s."
                .formatted(match.extent().accountsInWords(), Named.of(stuffing.subject()))
            + " Then somebody got into %s, the last time from %s."
                .formatted(accounts, opened.note())
            + " That address had only failed with other accounts before.",
        List.of(
            "End all sessions of " + accounts + " and force a password reset with a second factor.",
            "Challenge or block logins with " + Named.of(stuffing.subject()) + ".",
            "Review what " + accounts + " read or changed since then.",
            "Tell the owners."));
  }

  private static String story(Match match) {
    Extent inAll = match.extent();
    return "%s failed with %s from %s in %s, a few attempts from each. All used %s."
        .formatted(
            inAll.accountsInWords(),
            Figures.counted(inAll.events(), "attempt"),
            inAll.sourcesInWords(),
            inAll.timeInWords(),
            Named.of(match.subject()));
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
