package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.story.Tally;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;

/** What an analyst reads about contact probing. */
final class ProbingWords {

  private ProbingWords() {}

  /** What it did, in all, to be put into a sentence after the time that it took. */
  static String of(Entity prober, Sign sign, Probes state, long at) {
    return sign == Sign.UPLOADS || sign == Sign.STRANGERS ? "" : lookUps(prober, state, at);
  }

  private static String lookUps(Entity prober, Probes state, long at) {
    Tally numbers = state.numbersInAll;
    return "looked up %s%s. %s."
        .formatted(
            numbers.inWords("different number or address"),
            behalf(prober, state, at),
            belonging(state.hitsInAll(), numbers.isExact()));
  }

  private static String belonging(long hits, boolean exact) {
    if (hits == 0) {
      return "None of them belongs to an account";
    }
    return (exact ? "" : "About ")
        + hits
        + (hits == 1 ? " of them belongs" : " of them belong")
        + " to an account";
  }

  private static String behalf(Entity prober, Probes state, long at) {
    long accounts = state.behalfInAll.count();
    List<String> names = state.prelude.behalf(at);
    if (prober.type() != SubjectType.CLIENT || accounts == 0) {
      return "";
    }
    return accounts == 1 && names.size() == 1
        ? " on behalf of account " + names.get(0)
        : " on behalf of " + state.behalfInAll.inWords("account");
  }

  /** The totals. */
  static List<Condition> inAll(Entity prober, Probes state) {
    List<Condition> totals = new ArrayList<>();
    if (state.numbersInAll.count() > 0) {
      totals.add(
          Condition.figure(
              "numbers or addresses looked up in all", state.numbersInAll.count(), "numbers"));
      totals.add(
          Condition.figure(
              "of those that belong to an account in all", state.hitsInAll(), "numbers"));
      totals.add(Condition.figure("phone numbers in runs in all", state.inRunsInAll(), "numbers"));
    }
    if (prober.type() == SubjectType.CLIENT) {
      totals.add(
          Condition.figure(
              "accounts that it looked up for in all", state.behalfInAll.count(), "accounts"));
    }
    return totals;
  }

  static Finding finding(Match match) {
    Signal signal = match.last();
    Sign sign = Sign.valueOf(signal.kind());
    Extent inAll = match.extent();
    return Finding.of(
        match,
        sign.severity,
        signal.confidence(),
        "Contact probing by " + Named.withKind(signal.subject()),
        "In %s, %s%s %s %s"
            .formatted(
                inAll.timeInWords(),
                Named.withKind(signal.subject()),
                inAll.whenceAside(),
                what(sign, signal.note(), inAll),
                sign.meaning),
        steps(signal.subject()));
  }

  private static String what(Sign sign, String lookUps, Extent inAll) {
    return switch (sign) {
      case UPLOADS ->
          "uploaded contacts and was shown %s without a contact in common."
              .formatted(inAll.accountsInWords());
      case STRANGERS ->
          "was shown %s without a contact in common.".formatted(inAll.accountsInWords());
      default -> lookUps;
    };
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
