package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Mass scraping: one reader goes through the data of a hundred people in ten minutes; a person's
 * own account of four times as many. In which patterns it is found, the contestants differ.
 */
@FunctionalInterface
interface Scraping {

  int TARGETS = 100;
  Duration WINDOW = Duration.ofMinutes(10);

  /** How many times as much a person's own account may read. */
  int PERSON_FACTOR = 4;

  DataStream<Suspicion> suspicions(DataStream<Read> reads);

  static boolean isPerson(SubjectType reader) {
    return reader == SubjectType.ACCOUNT;
  }

  static Suspicion suspicion(Reads found) {
    return new Suspicion(
        "mass-scraping", found.readerType(), found.readerId(), found.firstAt(), found.lastAt());
  }
}
