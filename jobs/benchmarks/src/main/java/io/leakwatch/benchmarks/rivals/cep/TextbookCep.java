package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import java.time.Duration;

/**
 * Credential stuffing, impossible travel and mass scraping as flink-cep's documentation teaches:
 * filters, then for each finding one pattern over the events of a key, at the times that the events
 * carry.
 *
 * <p>A pattern of a hundred reads begins anew with each of them: a reader keeps that many matches
 * going, its next read goes through them all, and the versions that distinguish them grow with the
 * pattern. So scraping that is slow is not looked for, and lists read page by page make do with
 * half the targets. A pattern also sees one key at a time and remembers nothing between two
 * matches: nobody asks here whether an account has been at a place before, and there are false
 * alarms that Leakwatch does not raise.
 */
public final class TextbookCep implements Contestant {

  private static final Duration MOMENT = Duration.ofMillis(1);

  @Override
  public Outcome run(Course course) throws Exception {
    return new CepRun("textbook-cep", new CepJob(MOMENT, TextbookScraping::suspicions)).run(course);
  }
}
