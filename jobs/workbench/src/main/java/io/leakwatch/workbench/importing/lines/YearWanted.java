package io.leakwatch.workbench.importing.lines;

/** A log's lines have no year, and none was given. */
public final class YearWanted extends RuntimeException {

  public YearWanted() {
    super("the lines of this log have no year; give the year of its first line with --year");
  }
}
