package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** What an analyst reads about contact probing. */
final class ProbingWords {

  private ProbingWords() {}

  static String of(LookUps lookUps, boolean byApp) {
    String behalf = byApp ? ", on behalf of " + Figures.counted(lookUps.accounts(), "account") : "";
    return "looked up about %d different numbers or addresses%s; %d belong to an account, %d are "
            .formatted(lookUps.numbers(), behalf, lookUps.hits(), lookUps.inRuns())
        + "close to one looked up just before";
  }

  static String of(Suggestions suggestions) {
    String uploads =
        suggestions.uploads() == 0
            ? ""
            : " and uploaded contacts " + Figures.counted(suggestions.uploads(), "time");
    return "was shown about %s without a contact in common%s"
        .formatted(Figures.counted(suggestions.strangers(), "account"), uploads);
  }

  static Finding finding(Match match) {
    Signal signal = match.last();
    Sign sign = Sign.valueOf(signal.kind());
    return Finding.of(
        match,
        sign.severity,
        signal.confidence(),
        "Contact probing by " + signal.subject(),
        "In %s, %s %s. %s"
            .formatted(
                Figures.of(Duration.ofMillis(signal.at() - signal.firstSeenAt())),
                signal.subject(),
                signal.note(),
                sign.meaning),
        steps(signal.subject()));
  }

  private static List<String> steps(Entity prober) {
    return List.of(
        prober.type() == SubjectType.CLIENT
            ? "Suspend the client %s, or take away its right to look up contacts."
                .formatted(prober.id())
            : "Stop look-ups, uploads and suggestions for %s, and end its sessions."
                .formatted(prober.id()),
        "Check which limits apply to look-ups by account, app and address, and whether an answer"
            + " has to say whose number it is.",
        "List the accounts that were found. Watch for messages, calls and requests to them from new"
            + " accounts.");
  }
}
