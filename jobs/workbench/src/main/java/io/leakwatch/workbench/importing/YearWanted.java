package io.leakwatch.workbench.importing;

/** A log's lines have no year, and none was given. */
public final class YearWanted extends RuntimeException {

  YearWanted() {
    super("the lines of this log have no year; give the year of its first line with --year");
  }
}
