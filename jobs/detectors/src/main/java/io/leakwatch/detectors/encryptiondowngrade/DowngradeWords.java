package io.leakwatch.detectors.encryptiondowngrade;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about a conversation that lost its encryption. */
final class DowngradeWords {

  private DowngradeWords() {}

  /**
   * What went out.
   *
   * @param client with what the last of them was sent; null where that is not known
   */
  static String note(WeakerMessages run, String client) {
    return "%s went out%s, %s%s.%s"
        .formatted(
            Figures.counted(run.count(), "message"),
            how(run),
            whose(run),
            client == null ? "" : ", the last with " + client,
            newcomer(run));
  }

  private static String how(WeakerMessages run) {
    if (run.unprotected() == 0) {
      return " with transport encryption only";
    }
    return run.unprotected() == run.count()
        ? " without any encryption"
        : ", " + run.unprotected() + " of them without any encryption";
  }

  private static String whose(WeakerMessages run) {
    if (run.isFromSeveral()) {
      return "from several senders";
    }
    return run.isOneSendersClient() && run.encryptedSince() > 0
        ? "all from one sender while the others went on encrypting"
        : "from one sender";
  }

  private static String newcomer(WeakerMessages run) {
    return run.followsNewMember()
        ? " It had just grown to %s: a new member without a key may be the reason."
            .formatted(Figures.counted(run.membersThen(), "member"))
        : "";
  }

  static Finding finding(Match match, Severity severity) {
    String conversation = match.subject().id();
    Extent inAll = match.extent();
    String from = inAll.whence();
    return Finding.of(
        match,
        severity,
        match.last().confidence(),
        "Conversation %s lost its end-to-end encryption".formatted(conversation),
        "Conversation %s was end-to-end encrypted. Then, within %s, %s%s"
            .formatted(
                conversation,
                inAll.timeInWords(),
                match.last().note(),
                from.isEmpty() ? "" : " They came" + from + "."),
        List.of(
            "Compare client and version of the weaker messages' senders. Many conversations"
                + " with one client at once point to a bad release.",
            "Check whether somebody joined, lost a key, or switched encryption off, and whether"
                + " the server made the clients do it.",
            "Tell the members that messages since the first event listed can be read on the way or"
                + " on the server."));
  }
}
