package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import java.time.Duration;

/**
 * What an expert of flink-cep's insides makes of {@link TextbookCep}: the same findings, scraping
 * in a cascade of short patterns, and event times so coarse that many events share a timer.
 *
 * <p>The price: targets are counted in blocks of five and of a hundred, so that a threshold may be
 * met a block late; windows are kept to ten seconds only; and what is looked for can no longer be
 * read off the patterns. What a pattern cannot remember, it cannot here either: there are the same
 * false alarms.
 */
public final class TunedCep implements Contestant {

  /**
   * Patterns keep a list and a timer for each key and timestamp, so they are given coarse ones;
   * comparators see to the order within one. A sixth to a quarter less work.
   */
  private static final Duration MOMENT = Duration.ofSeconds(10);

  @Override
  public Outcome run(Course course) throws Exception {
    return new CepRun("cep-tuned", new CepJob(MOMENT, TunedScraping::suspicions)).run(course);
  }
}
