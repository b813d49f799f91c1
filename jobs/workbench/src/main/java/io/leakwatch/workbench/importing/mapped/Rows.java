package io.leakwatch.workbench.importing.mapped;

import io.leakwatch.pipeline.json.JsonTree;

/** How a file holds records, line by line. */
interface Rows {

  /** What a line is. */
  sealed interface Row {

    /** A record, which may have begun on an earlier line. */
    record Whole(JsonTree record, String text) implements Row {}

    /** A record goes on with the next line. */
    record Unfinished() implements Row {}

    /** The names of columns. */
    record Names() implements Row {}

    /**
     * None of these.
     *
     * @param why without the line's own words
     */
    record Broken(String why) implements Row {}
  }

  /** Another file begins. */
  void begin();

  /** The next line. */
  Row read(String line);
}
