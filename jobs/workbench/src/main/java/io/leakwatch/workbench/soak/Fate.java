package io.leakwatch.workbench.soak;

/** What has to become of a record: which of the job's counters it ends in. */
enum Fate {
  EVALUATED,
  DUPLICATE,
  LATE,
  DEAD_LETTER,
  /** Evaluated or a dead letter: bits that were turned over may mean an event or nothing. */
  EITHER
}
