package io.leakwatch.detectors.massscraping;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Named;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;

/** What an analyst reads about a reader who goes through many people. */
final class ScrapingWords {

  private ScrapingWords() {}

  /**
   * On whose behalf an app read, to be put into a sentence; of other readers nothing. How many
   * there were stands in the evidence, which goes on after words were chosen.
   */
  static String behind(Entity reader, long count, List<String> names) {
    if (reader.type() != SubjectType.CLIENT || count == 0) {
      return "";
    }
    return count == 1 && names.size() == 1
        ? " on behalf of account " + names.get(0)
        : " on behalf of several accounts";
  }

  /** The network of a call: {@code network AS64501}. */
  static String network(ApiCall call) {
    return call.network() == 0 ? "another network" : "network AS" + call.network();
  }

  /** How many read through it in all, where there may be more than one. */
  static List<Condition> inAll(Entity reader, long behind) {
    if (reader.type() == SubjectType.ACCOUNT) {
      return List.of();
    }
    boolean isApp = reader.type() == SubjectType.CLIENT;
    return List.of(
        Condition.figure(
            isApp ? "accounts that it read for in all" : "user agents behind it in all",
            behind,
            isApp ? "accounts" : "user agents"));
  }

  static Finding scraping(Match match) {
    return Finding.of(
        match,
        Severity.MEDIUM,
        match.last().confidence(),
        "Mass scraping by " + Named.withKind(match.subject()),
        sentence(match, match.last().note()),
        steps(match.subject()));
  }

  static Finding sustained(Match match) {
    return Finding.of(
        match,
        Severity.HIGH,
        Math.min(98, match.last().confidence() + 15),
        "Sustained mass scraping by " + Named.withKind(match.subject()),
        sentence(match, match.last().note()) + " It has gone on for three windows in a row.",
        steps(match.subject()));
  }

  static Finding rotation(Match match) {
    return Finding.of(
        match,
        Severity.HIGH,
        match.last().confidence(),
        "Mass scraping by " + Named.withKind(match.subject()) + " moves between networks",
        sentence(match, match.first().note())
            + " After it was noticed it went on from %s, which it had not used before."
                .formatted(match.last().note()),
        steps(match.subject()));
  }

  /** No absolute limit was passed, but the account is not like itself. */
  static Finding beyond(Match match, Severity severity) {
    Entity account = match.subject();
    boolean goesOn = match.isSequence();
    return Finding.of(
        match,
        severity,
        Math.min(90, match.last().confidence() + (goesOn ? 10 : 0)),
        "%s reads far more than it usually does, from elsewhere"
            .formatted(Named.beginning(account)),
        sentence(match, "")
            + " That is far more than it usually reads, and comes from %s, which it had not used."
                .formatted(match.last().note())
            + " Somebody else may be using its session."
            + (goesOn ? " It has gone on for three windows in a row." : ""),
        List.of(
            "Ask the owner of account %s, or end its sessions: a stolen session looks like this."
                .formatted(account.id()),
            "Check how that session began, and from where the account logged in lately.",
            "List the people whose data was read. Decide whether they must be informed."));
  }

  private static String sentence(Match match, String behind) {
    Extent inAll = match.extent();
    boolean isAddress = match.subject().type() == SubjectType.ADDRESS;
    return "%s read the data of %s in %s%s%s."
        .formatted(
            Named.beginning(match.subject()),
            whom(inAll),
            inAll.timeInWords(),
            isAddress ? "" : inAll.whence(),
            behind);
  }

  private static String whom(Extent inAll) {
    List<String> whom = new ArrayList<>();
    if (inAll.accounts() > 0) {
      whom.add(Figures.counted(inAll.accounts(), "person", inAll.exact()));
    }
    if (inAll.others() != null) {
      whom.add(Figures.counted(inAll.others().count(), "conversation", inAll.exact()));
    }
    return Figures.joined(whom);
  }

  private static List<String> steps(Entity reader) {
    String stop =
        switch (reader.type()) {
          case CLIENT -> "Suspend or rate-limit the client " + reader.id() + ".";
          case ACCOUNT -> "Rate-limit the account " + reader.id() + " and end its sessions.";
          default -> "Rate-limit or challenge reads from " + reader.id() + ".";
        };
    return List.of(
        stop,
        "Check which endpoints it used and whether they carry a rate limit.",
        "List the people whose data was read. Decide whether they must be informed.");
  }
}
