package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about an app. */
final class AppWords {

  private AppWords() {}

  static Finding of(Match match, int hours, String sustained, String newClass) {
    Signal last = match.last();
    if (!match.isSequence()) {
      return last.is(newClass)
          ? finding(match, Severity.MEDIUM, 0, classTitle(last), classSentence(last))
          : finding(match, Severity.MEDIUM, 0, excessTitle(last), excessSentence(last));
    }
    if (match.sequence().equals(sustained)) {
      String more = " It has gone on for %d hours.".formatted(hours);
      return finding(match, Severity.HIGH, 10, excessTitle(last), excessSentence(last) + more);
    }
    Signal ofClass = last.is(newClass) ? last : match.first();
    Signal excess = last.is(newClass) ? match.first() : last;
    return finding(
        match,
        Severity.HIGH,
        10,
        "%s reads far more accounts than usual, and a new kind of data".formatted(match.subject()),
        excessSentence(excess) + " " + classSentence(ofClass));
  }

  private static Finding finding(
      Match match, Severity severity, int surer, String title, String summary) {
    return Finding.of(
        match,
        severity,
        Math.min(97, match.last().confidence() + surer),
        title,
        summary,
        steps(match.subject().id()));
  }

  private static String excessTitle(Signal excess) {
    return "%s reads far more accounts than it used to".formatted(excess.subject());
  }

  private static String excessSentence(Signal excess) {
    return "%s read the data of %s in this hour, %s."
        .formatted(
            excess.subject(), Figures.counted(excess.accountCount(), "account"), excess.note());
  }

  private static String classTitle(Signal ofClass) {
    return "%s reads a kind of data that it never read before: %s"
        .formatted(ofClass.subject(), ofClass.note());
  }

  private static String classSentence(Signal ofClass) {
    return "%s began to read %s, of %s within %s. It had never done so before."
        .formatted(
            ofClass.subject(),
            ofClass.note(),
            Figures.counted(ofClass.accountCount(), "account"),
            Figures.of(AppPast.LATELY));
  }

  private static List<String> steps(String app) {
    return List.of(
        "Ask the maker of " + app + " what has changed: a release, a campaign, a break-in?",
        "Compare the addresses of the named events with those of the weeks before.",
        "If nobody can explain it, suspend " + app + " and revoke the tokens it holds.",
        "List the accounts whose data was read. Decide whether they must be informed.",
        "Cut the app's scopes and rate limit down to what its purpose needs.");
  }
}
