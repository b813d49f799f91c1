package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What an analyst reads about resets. */
final class ResetWords {

  private ResetWords() {}

  static Finding request(Match match) {
    Signal request = match.last();
    String account = request.subject().id();
    return Finding.of(
        match,
        Severity.LOW,
        request.confidence(),
        "A stranger asked for a password reset of " + account,
        ("A password reset of %s was asked for at %s, on a device and through an operator that the"
                + " account has not been seen with. By itself that is weak; nobody has got in.")
            .formatted(account, request.note()),
        List.of(
            "Nothing yet: watch this alert; if somebody gets in after the reset, it rises to HIGH.",
            "If the owner asks, advise them to ignore the mail and to switch on a second factor."));
  }

  static Finding requests(Match match) {
    Signal requests = match.last();
    String account = requests.subject().id();
    return Finding.of(
        match,
        Severity.MEDIUM,
        requests.confidence(),
        "Password resets of " + account + " asked for again and again",
        "%s of %s within an hour were asked for, none from a place that the account is known by."
            .formatted(requests.note(), account),
        List.of(
            "Slow down or stop resets for " + account + ".",
            "Tell the owner to open none of the links, and to check the mailbox for strangers.",
            "Watch this alert: if somebody gets in after a reset, it rises to HIGH."));
  }

  static Finding entered(Match match) {
    Signal request = match.first();
    Signal entered = match.last();
    String account = match.subject().id();
    return Finding.of(
        match,
        Severity.HIGH,
        entered.confidence(),
        "A stranger got into " + account + " by a password reset",
        "A reset of %s was asked for by a stranger at %s; %s later %s, and no second factor was given."
            .formatted(account, request.note(), between(request, entered), entered.note()),
        List.of(
            "End all sessions of " + account + " and lock it until the owner is reached.",
            "Reach the owner by another way than the mailbox or number the reset went to: that one"
                + " is probably in the stranger's hands.",
            "Watch this alert: a changed recovery or an export makes it CRITICAL."));
  }

  static Finding lost(Match match) {
    Signal request = match.first();
    Signal entered = match.signals().get(1);
    Signal lost = match.last();
    String account = match.subject().id();
    return Finding.of(
        match,
        Severity.CRITICAL,
        lost.confidence(),
        "Account " + account + " taken over by a password reset",
        "A stranger at %s asked for a reset of %s; %s later %s; %s after that %s."
            .formatted(
                request.note(),
                account,
                between(request, entered),
                entered.note(),
                between(entered, lost),
                lost.note()),
        List.of(
            "Lock " + account + " and end all its sessions now.",
            "Undo what was changed since; restore recovery by the owner's old contact.",
            "List what was read or exported since; decide with whoever answers for privacy who must"
                + " be told.",
            "Have the owner secure the mailbox or number that the reset went to."));
  }

  static Finding flood(Match match) {
    Signal flood = match.last();
    return Finding.of(
        match,
        Severity.MEDIUM,
        flood.confidence(),
        "Password resets in bulk from " + flood.subject().id(),
        "From %s, resets of %s were asked for within %s; none of these accounts got in there."
            .formatted(
                flood.subject().id(),
                Figures.counted(flood.accountCount(), "account"),
                flood.note()),
        List.of(
            "Challenge or block reset requests from " + flood.subject().id() + ".",
            "Hold back the mails not yet sent; links that are out should expire.",
            "Check whether any of the accounts had its password changed since.",
            "Check that the answer of the reset form does not tell whether an account exists."));
  }

  private static String between(Signal one, Signal other) {
    return Figures.of(Duration.ofMillis(other.at() - one.at()));
  }
}
