package io.leakwatch.detectors.unmaskedcall;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about calls that were not masked. */
final class UnmaskedWords {

  private UnmaskedWords() {}

  /**
   * More severe if the person called is a stranger: a contact is less likely to misuse an address.
   */
  static Finding single(Match match) {
    Signal unmasked = match.last();
    boolean stranger = unmasked.note().equals("stranger");
    String caller = unmasked.subject().id();
    Extent inAll = match.extent();
    String called =
        unmasked.accounts().size() > 1
            ? "account " + unmasked.accounts().get(1)
            : "the other party";
    return Finding.of(
        match,
        stranger ? Severity.MEDIUM : Severity.LOW,
        unmasked.confidence(),
        "Unmasked call of account " + caller,
        ("Account %s called %s, %s, peer to peer although one of them had asked for a relay. Each"
                + " of them was shown the other's address.%s")
            .formatted(
                caller,
                called,
                stranger ? "who does not know it" : "who has it among its contacts",
                more(inAll)),
        List.of(
            "Tell the person who asked for the relay that their address was shown, to whom and"
                + " when.",
            "Find out which version of which client set the call up, and why it found no relay.",
            "If it was a stranger, ask the person who wanted the relay whether they are being"
                + " stalked or threatened."));
  }

  /** What further calls came to: one call has two parties. */
  private static String more(Extent inAll) {
    return inAll.accounts() <= 2
        ? ""
        : " It made more such calls: within %s, the addresses of %s were shown in all."
            .formatted(inAll.timeInWords(), inAll.accountsInWords());
  }

  static Finding wave(Match match) {
    Signal wave = match.last();
    return Finding.of(
        match,
        Severity.HIGH,
        wave.confidence(),
        "Calls across the platform are not masked",
        ("Within %s, %s went peer to peer although a relay was asked for. The addresses of %s were"
                + " shown. Until it ends, single calls raise no alerts of their own.")
            .formatted(match.extent().timeInWords(), wave.note(), match.extent().accountsInWords()),
        List.of(
            "Look at what was released or switched before it began: call set-up, relays, settings.",
            "Until it is fixed, refuse calls for which a relay was asked for but none is found.",
            "List all parties of the calls from the event log. Decide who must be informed."));
  }
}
