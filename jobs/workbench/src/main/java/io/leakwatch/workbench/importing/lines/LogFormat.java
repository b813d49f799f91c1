package io.leakwatch.workbench.importing.lines;

import io.leakwatch.schemas.EventKind;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Somebody else's log and what its lines mean. One instance reads one run of logs, line by line and
 * in order; it may remember what came before.
 *
 * <p>To add a format, write a class with this interface and give it a line in {@code LogFormats}.
 */
public interface LogFormat {

  /**
   * What a log may leave out.
   *
   * @param year of the first line, for logs that write none; empty where it was not given
   * @param zone for logs that write none
   */
  record Clock(Optional<Year> year, ZoneId zone) {}

  /** The kinds of event that its lines become; the first is what the format is about. */
  List<EventKind> kinds();

  /** What is to be remarked about the events so far. */
  Remarks remarks();

  /** A file begins with these lines, at most the first few thousand; each is read later. */
  default void begins(List<String> lines) {}

  /**
   * What a line means.
   *
   * @param number the line's number in its file, from 1
   * @throws YearWanted when the line has no year and none was given
   */
  Entry read(long number, String line);

  /**
   * Events of earlier lines of which only now is certain that they are some.
   *
   * @param atEnd no line follows
   */
  default List<SpecificRecordBase> settled(boolean atEnd) {
    return List.of();
  }
}
