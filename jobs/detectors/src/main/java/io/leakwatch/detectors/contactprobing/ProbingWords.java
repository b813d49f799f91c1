package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.Figures;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;

/** How contact probing is told. */
final class ProbingWords {

  private ProbingWords() {}

  /** What cannot be an address book is HIGH: counted through, uploaded, or far too many. */
  static Severity severity(String kind) {
    return switch (kind) {
      case "runs", "volume", "uploaded" -> Severity.HIGH;
      default -> Severity.MEDIUM;
    };
  }

  /** Surer in runs, and the fewer hits there are among the more numbers. */
  static int confidence(String kind, LookUps lookUps) {
    double growth = Math.log(lookUps.numbers() / 50.0) / Math.log(2);
    double base = kind.equals("misses") ? 72 - 100 * lookUps.hitShare() : 75;
    return (int) Math.max(50, Math.min(97, Math.round(base + 5 * growth)));
  }

  static String lookUps(LookUps lookUps, boolean byApp) {
    String behalf =
        byApp ? ", on behalf of " + Figures.counted(lookUps.accounts(), "account") : "";
    return ("looked up about %d different numbers or addresses%s; %d were found to be"
            + " somebody's, %d were close to one before")
        .formatted(
            lookUps.numbers(),
            behalf,
            lookUps.hits(),
            lookUps.inRuns());
  }

  static String strangers(long strangers, int uploads) {
    String before = uploads == 0 ? "" : " after " + Figures.counted(uploads, "upload");
    return "was shown about %s it has no contact in common with%s"
        .formatted(Figures.counted(strangers, "account"), before);
  }

  static Finding finding(Match match) {
    Signal signal = match.last();
    return Finding.of(
        match,
        severity(signal.kind()),
        signal.confidence(),
        "Contact probing by " + signal.subject(),
        "In %s, %s %s. %s"
            .formatted(
                Figures.of(Duration.ofMillis(signal.at() - signal.firstSeenAt())),
                signal.subject(),
                signal.note(),
                meaning(signal.kind())),
        steps(signal));
  }

  private static String meaning(String kind) {
    return switch (kind) {
      case "runs" -> "Most are in runs: a range is being counted through.";
      case "volume" -> "Nobody's address book is so large: a list is being checked.";
      case "misses" -> "Hardly any exist, as with made-up numbers and unlike an address book.";
      default -> "Who is in one address book mostly knows each other; these do not.";
    };
  }

  private static List<String> steps(Signal signal) {
    boolean app = signal.subject().type() == SubjectType.CLIENT;
    return List.of(
        app
            ? "Suspend the client %s or take its right to look up contacts."
                .formatted(signal.subject().id())
            : "Stop contact look-up, upload and suggestions for %s; end its sessions."
                .formatted(signal.subject().id()),
        "Check which limit holds for look-ups by account, app and address, and whether a look-up"
            + " could answer without saying who it is.",
        "List the accounts that were found; look for messages, calls and follow requests to them"
            + " from new accounts.");
  }
}
