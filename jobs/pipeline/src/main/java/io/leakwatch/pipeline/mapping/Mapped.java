package io.leakwatch.pipeline.mapping;

import org.apache.avro.specific.SpecificRecordBase;

/** What a record of somebody else is, by a mapping. */
public sealed interface Mapped {

  /** An event. */
  record Event(SpecificRecordBase event) implements Mapped {}

  /** None of the events, by the mapping's {@code only} and {@code except}. */
  record LeftOut() implements Mapped {}

  /**
   * Neither.
   *
   * @param why which field, what was found, what was expected; quotes the record
   */
  record Unreadable(String why) implements Mapped {}
}
