package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about resets. */
final class ResetWords {

  /** Figures that the words need; sensors put them into the evidence under these names. */
  static final String REQUESTS = "requests in all";

  static final String RECORDS = "records read in all";
  static final String AFTER_REQUEST = "time from the last request to getting in";
  static final String AFTER_ENTRY = "time from getting in to the loss";
  static final String OCCASIONS = "occasions on which the account is known to have got in";
  static final String LOST = "what was lost so far";
  static final String DATA = "data";
  static final String WEIGHT =
      "weight of what was lost (contact 1, second factor 1, data 2, a little data 1)";

  private ResetWords() {}

  static Finding request(Match match) {
    Signal request = match.last();
    String account = request.subject().id();
    return Finding.of(
        match,
        Severity.LOW,
        request.confidence(),
        "A stranger asked for a password reset of " + account,
        ("Somebody at %s asked for a password reset of %s, on a device and through an operator that"
                + " the account has not been seen with. That alone is weak evidence. Nobody has got"
                + " in.")
            .formatted(request.note(), account),
        List.of(
            "Do nothing yet. Watch this alert: if somebody gets in after the reset, it rises to"
                + " HIGH.",
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
        ("Somebody asked for a password reset of %s again and again, never on a device or through"
                + " an operator that the account is known by: %s requests in %s, from %s.")
            .formatted(
                account,
                requests.observed(REQUESTS).orElse("many"),
                match.extent().timeInWords(),
                match.extent().fromInWords()),
        List.of(
            "Slow down or stop resets for " + account + ".",
            "Tell the owner not to open the links, and to check whether somebody else reads the"
                + " mailbox.",
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
        "A stranger at %s asked for a reset of %s. %s, and no second factor was given."
            .formatted(request.note(), account, later(entered)),
        List.of(
            "End all sessions of " + account + " and lock it until you have reached the owner.",
            "Contact the owner by another way than the mailbox or number the reset went to. The"
                + " stranger probably controls that one.",
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
        "A stranger at %s asked for a reset of %s. %s. %s.%s"
            .formatted(request.note(), account, later(entered), thenLost(lost), read(match, lost)),
        List.of(
            "Lock " + account + " and end all its sessions now.",
            "Undo what was changed since, and restore recovery by the owner's old contact.",
            "List what was read or exported since. Decide with the person responsible for privacy"
                + " who must be informed.",
            "Have the owner secure the mailbox or number that the reset went to."));
  }

  static Finding flood(Match match) {
    Signal flood = match.last();
    return Finding.of(
        match,
        Severity.MEDIUM,
        flood.confidence(),
        "Password resets in bulk from " + flood.subject().id(),
        "%s asked for resets of %s with %s in %s."
                .formatted(
                    flood.subject().id(),
                    match.extent().accountsInWords(),
                    Figures.counted(match.extent().events(), "request"),
                    match.extent().timeInWords())
            + flood.note(),
        List.of(
            "Challenge or block reset requests from " + flood.subject().id() + ".",
            "Hold back the mails that are not sent yet, and let the links that were sent expire.",
            "Check whether the password of any of these accounts was changed since.",
            "Check that the answer of the reset form does not reveal whether an account exists."));
  }

  static String later(Signal entered) {
    return entered.observed(AFTER_REQUEST).orElse("Some time") + " later, " + entered.note();
  }

  static String thenLost(Signal lost) {
    return lost.observed(AFTER_ENTRY)
        .map(after -> after + " after that, " + lost.note())
        .orElse("Then " + lost.note());
  }

  static String read(Match match, Signal lost) {
    long records = match.extent().records();
    return records == 0 || lost.observed(RECORDS).isEmpty()
        ? ""
        : " Whoever got in has read %s so far.".formatted(Figures.counted(records, "record"));
  }
}
