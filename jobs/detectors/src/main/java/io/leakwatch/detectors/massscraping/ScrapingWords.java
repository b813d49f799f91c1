package io.leakwatch.detectors.massscraping;

import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What an analyst reads about a reader who goes through many people. */
final class ScrapingWords {

  private ScrapingWords() {}

  static Finding scraping(Match match) {
    Signal scraping = match.last();
    return Finding.of(
        match,
        Severity.MEDIUM,
        scraping.confidence(),
        "Mass scraping by " + scraping.subject(),
        sentence(scraping, ""),
        steps(scraping.subject()));
  }

  static Finding sustained(Match match) {
    return Finding.of(
        match,
        Severity.HIGH,
        Math.min(98, match.last().confidence() + 15),
        "Sustained mass scraping by " + match.subject(),
        sentence(match.last(), " It has gone on for three windows in a row."),
        steps(match.subject()));
  }

  static Finding rotation(Match match) {
    return Finding.of(
        match,
        Severity.HIGH,
        match.last().confidence(),
        "Mass scraping by " + match.subject() + " moves between networks",
        sentence(match.first(), " After that it went on from %s.".formatted(match.last().note())),
        steps(match.subject()));
  }

  private static String sentence(Signal scraping, String more) {
    return "%s read the data of about %s in %s, for %s.%s"
        .formatted(
            scraping.subject(),
            Figures.counted(scraping.accountCount(), "different target"),
            Figures.of(Duration.ofMillis(scraping.at() - scraping.firstSeenAt())),
            scraping.note(),
            more);
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
