package io.leakwatch.detectors.credentialstuffing;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about stuffing from one address. */
final class StuffingWords {

  /** Whoever gets in of those who failed is watched, but not for ever. */
  static final String NOBODY_YET = " None of them has got in from there since.";

  private StuffingWords() {}

  static Finding stuffing(Match match) {
    Signal stuffing = match.last();
    Extent inAll = match.extent();
    return Finding.of(
        match,
        Severity.MEDIUM,
        stuffing.confidence(),
        "Credential stuffing from " + stuffing.subject().id(),
        "From %s, %s failed with %s in %s."
                .formatted(
                    stuffing.subject().id(),
                    inAll.accountsInWords(),
                    Figures.counted(inAll.events(), "attempt"),
                    inAll.timeInWords())
            + stuffing.note(),
        List.of(
            "Challenge or block logins from " + stuffing.subject().id() + ".",
            "Check the tried accounts for logins from elsewhere with the same user agent.",
            "Watch this alert: if somebody gets into an account, it rises to HIGH and names the"
                + " account."));
  }

  static Finding opened(Match match) {
    Signal stuffing = match.first();
    Signal opened = match.last();
    String account = Figures.listed(opened.accounts());
    return Finding.of(
        match,
        Severity.HIGH,
        Math.max(stuffing.confidence(), opened.confidence()),
        "Credential stuffing from %s got into %s"
            .formatted(stuffing.subject().id(), Figures.counted(opened.accountCount(), "account")),
        "From %s, logins to %s failed. Then somebody got into %s from there."
            .formatted(stuffing.subject().id(), match.extent().accountsInWords(), account),
        List.of(
            "End all sessions of " + account + " and force a password reset with a second factor.",
            "Block logins from " + stuffing.subject().id() + ".",
            "Review what " + account + " read or changed since it was opened.",
            "Tell the owners."));
  }
}
