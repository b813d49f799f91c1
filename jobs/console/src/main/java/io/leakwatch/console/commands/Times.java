package io.leakwatch.console.commands;

import io.leakwatch.console.questions.Overview;
import io.leakwatch.console.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Event time, as far as the console can know it. */
record Times(InstantSource clock) {

  /** Commands hold a little later than they are made: all of the job has read them by then. */
  private static final Duration LEAD = Duration.ofSeconds(5);

  /** The time of day, or that of the newest alert where event time runs ahead of it. */
  Instant now(Sql sql) {
    return later(clock.instant(), sql);
  }

  /** From when a command can hold that is made now. */
  Instant soon(Sql sql) {
    return later(clock.instant().plus(LEAD), sql);
  }

  private static Instant later(Instant time, Sql sql) {
    Instant newest = Instant.ofEpochMilli(Overview.newest(sql));
    return newest.isAfter(time) ? newest : time.truncatedTo(ChronoUnit.MILLIS);
  }
}
