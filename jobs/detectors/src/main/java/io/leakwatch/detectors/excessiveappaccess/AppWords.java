package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Severity;
import java.util.List;

/** What an analyst reads about an app. */
final class AppWords {

  static final String CLASS_ACCOUNTS =
      "accounts of whose it was read within " + Figures.of(AppPast.LATELY);

  private static final String FAR_MORE = " That is far more than is usual for it.";

  private AppWords() {}

  static Finding of(Match match, String sustained, String newClass) {
    Signal last = match.last();
    if (!match.isSequence()) {
      return last.is(newClass)
          ? finding(match, Severity.MEDIUM, 0, classTitle(last), classSentence(last, match))
          : finding(match, Severity.MEDIUM, 0, excessTitle(last), excessSentence(last, match));
    }
    if (match.sequence().equals(sustained)) {
      return finding(match, Severity.HIGH, 10, excessTitle(last), inAll(match) + FAR_MORE);
    }
    Signal ofClass = last.is(newClass) ? last : match.first();
    return finding(
        match,
        Severity.HIGH,
        10,
        Named.first(match.subject())
            + " reads far more accounts than usual, and a new kind of data",
        inAll(match)
            + FAR_MORE
            + " It also began to read %s, which it had not done before.".formatted(ofClass.note()));
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
    return Named.first(excess.subject()) + " reads far more accounts than it used to";
  }

  /** Without the figures of an hour: those of a later one may replace them in the evidence. */
  private static String inAll(Match match) {
    Extent inAll = match.extent();
    return "%s read the data of %s from %s. It has gone on for %s."
        .formatted(
            Named.first(match.subject()),
            inAll.accountsInWords(),
            inAll.fromInWords(),
            inAll.timeInWords());
  }

  private static String excessSentence(Signal excess, Match match) {
    return inAll(match)
        + excess.observed(Load.TIMES).map(times -> " " + ofHour(excess, times)).orElse(FAR_MORE);
  }

  private static String ofHour(Signal excess, String times) {
    return ("In one hour, on behalf of %s, that was %s times what counts as usual: %s accounts,"
            + " taken from %s.")
        .formatted(
            excess.note(),
            times,
            excess.observed(Load.REFERENCE).orElse("few"),
            excess.observed(Load.TAKEN_FROM).orElse("what it did before"));
  }

  private static String classTitle(Signal ofClass) {
    return "%s reads a kind of data that it never read before: %s"
        .formatted(Named.first(ofClass.subject()), ofClass.note());
  }

  private static String classSentence(Signal ofClass, Match match) {
    return "%s began to read %s: of %s in %s, from %s. It had not done so before."
        .formatted(
            Named.first(ofClass.subject()),
            ofClass.note(),
            match.extent().accountsInWords(),
            match.extent().timeInWords(),
            match.extent().fromInWords());
  }

  private static List<String> steps(String app) {
    return List.of(
        "Ask the maker of " + app + " what has changed: a release, a campaign, a break-in?",
        "Compare the addresses under sources with those of the weeks before.",
        "If nobody can explain it, suspend " + app + " and revoke the tokens it holds.",
        "List the accounts whose data was read. Decide whether they must be informed.",
        "Cut the app's scopes and rate limit down to what its purpose needs.");
  }
}
