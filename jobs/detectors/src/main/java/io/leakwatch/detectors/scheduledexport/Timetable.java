package io.leakwatch.detectors.scheduledexport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The regular time that a client's last exports keep.
 *
 * @param period from one to the next
 * @param runs those that keep it, the oldest first
 * @param missed how many times nothing came in between
 * @param spread how far apart they lie within the period: the earliest to the latest
 * @param chance that so many times picked at random would lie so close together
 */
record Timetable(Duration period, List<Run> runs, int missed, Duration spread, double chance) {

  /**
   * The periods that people set in schedulers, the longest first: an export every twelve hours
   * comes every twenty-four too, but half of its runs would be left over.
   */
  static final List<Duration> PERIODS =
      List.of(
          Duration.ofDays(7),
          Duration.ofDays(1),
          Duration.ofHours(12),
          Duration.ofHours(8),
          Duration.ofHours(6),
          Duration.ofHours(4));

  /** Runs are dated to the second, but chance and habit cannot be distinguished that finely. */
  private static final long FINEST_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Of the exports of that time so many may have come at other times. */
  private static final double MOST_OTHERS = 0.25;

  /** One time may be missed for each three that were kept. */
  static final int RUNS_FOR_A_MISS = 3;

  private static final Duration DAY = Duration.ofDays(1);

  /** What a timetable must be to raise an alert. */
  record Wanted(int minRuns, Duration jitter, double maxChance) {

    /** What comes more often than daily comes soon enough to wait for one more. */
    int minRuns(Duration period) {
      return period.compareTo(DAY) < 0 ? minRuns + 1 : minRuns;
    }
  }

  /** The timetable that the last of the runs is on, if there is one. */
  static Optional<Timetable> of(List<Run> runs, Wanted wanted) {
    for (Duration period : PERIODS) {
      Timetable found = walkBack(runs, period, wanted);
      int span = runs.size() - runs.indexOf(found.runs.get(0));
      int others = span - found.runs.size();
      if (found.runs.size() >= wanted.minRuns(period)
          && others <= MOST_OTHERS * span
          && found.missed <= found.runs.size() / RUNS_FOR_A_MISS
          && found.chance <= wanted.maxChance) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** From the last run back, a period or, where one was missed, two at a time. */
  private static Timetable walkBack(List<Run> runs, Duration period, Wanted wanted) {
    List<Run> kept = new ArrayList<>();
    Run last = runs.get(runs.size() - 1);
    kept.add(last);
    long step = period.toMillis();
    long width = 2 * wanted.jitter.toMillis();
    long earliest = 0;
    long latest = 0;
    long periods = 0;
    boolean goesOn = true;
    while (goesOn) {
      goesOn = false;
      for (int miss = 1; miss <= 2 && !goesOn; miss++) {
        long due = last.at() - (periods + miss) * step;
        Run found = nearest(runs, due + (earliest + latest) / 2, width);
        long offset = found == null ? Long.MAX_VALUE / 2 : found.at() - due;
        if (Math.max(latest, offset) - Math.min(earliest, offset) <= width) {
          earliest = Math.min(earliest, offset);
          latest = Math.max(latest, offset);
          periods += miss;
          kept.add(found);
          goesOn = true;
        }
      }
    }
    Collections.reverse(kept);
    long spread = latest - earliest;
    int missed = (int) periods + 1 - kept.size();
    return new Timetable(
        period, kept, missed, Duration.ofMillis(spread), chance(kept.size(), spread, step));
  }

  private static Run nearest(List<Run> runs, long due, long within) {
    Run nearest = null;
    for (Run run : runs) {
      long away = Math.abs(run.at() - due);
      if (away <= within && (nearest == null || away < Math.abs(nearest.at() - due))) {
        nearest = run;
      }
    }
    return nearest;
  }

  /**
   * That n points thrown at random onto a circle all lie on one arc of it: n a^(n-1), where the arc
   * is the part a of the circle, up to a half (Stevens, "Solution to a geometrical problem in
   * probability", 1939).
   */
  private static double chance(int points, long arcMillis, long circleMillis) {
    double arc = (double) Math.max(FINEST_MILLIS, arcMillis) / circleMillis;
    return points * Math.pow(arc, points - 1.0);
  }
}
