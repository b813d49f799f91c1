package io.leakwatch.workbench.importing.lines;

import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** What a line of a log is. */
public sealed interface Entry {

  /** Events of the format's kinds; none where other lines report the same, or will. */
  record Events(List<SpecificRecordBase> events) implements Entry {}

  /** A line that belongs in this log, but holds nothing that is an event. */
  record Skipped() implements Entry {}

  /**
   * A line that should have been understood, or does not belong in this log.
   *
   * @param why without the line's own words, which may hold a password typed in the wrong place
   */
  record Unreadable(String why) implements Entry {}
}
