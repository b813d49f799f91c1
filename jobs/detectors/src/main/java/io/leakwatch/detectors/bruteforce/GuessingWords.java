package io.leakwatch.detectors.bruteforce;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about guessing at one account. */
final class GuessingWords {

  private GuessingWords() {}

  static Finding guessed(Match match) {
    Signal guessed = match.last();
    String account = guessed.subject().id();
    return Finding.of(
        match,
        Severity.MEDIUM,
        guessed.confidence(),
        "The password of " + account + " is being guessed",
        "Strangers tried to log in to %s: %s, none of them on a device or from an address"
                .formatted(account, attempts(match))
            + " that the account is known by. No stranger has got in since.",
        List.of(
            "Require a second factor or a challenge for logins to " + account + ".",
            "If they are few, block logins from the addresses under sources.",
            "Watch this alert: if a stranger gets in, it rises to HIGH.",
            "Ask the owner to choose a long password that is used nowhere else."));
  }

  static Finding opened(Match match) {
    Signal opened = match.last();
    String account = opened.subject().id();
    return Finding.of(
        match,
        Severity.HIGH,
        opened.confidence(),
        "A stranger got into " + account + " after password guessing",
        "Strangers guessed at the password of %s. Then somebody got in from %s."
            .formatted(account, opened.note()),
        List.of(
            "End all sessions of " + account + " and force a password reset with a second factor.",
            "Ask the owner, by another way than this account, whether it was them.",
            "Review what " + account + " read, sent or changed since then.",
            "Block logins from the addresses under sources."));
  }

  private static String attempts(Match match) {
    Extent inAll = match.extent();
    return "%s from %s in %s"
        .formatted(
            Figures.counted(inAll.events(), "wrong attempt"),
            inAll.fromInWords(),
            inAll.timeInWords());
  }
}
