package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * How large an hourly figure usually is, for each hour of the week, in a byte each. Hours are those
 * of UTC; an hour without a figure counts as 0.
 *
 * <p>What it learns, it learns slowly, so that neither a burst nor a ramp becomes the past. The
 * first {@link #FIRST_DAY} hours are learnt as they are. From then on an hour counts for at most
 * {@code 1.41} times what was usual, however large it was: in the first week what was usual at that
 * hour of the day, later what was usual at that hour of the week, which then moves by at most that
 * factor a week, up or down. An hour is learnt when a later one begins: what is usual now does not
 * depend on what happens now.
 *
 * <p>Figures are kept as logarithms, good to 5 %. The state takes at most 280 bytes, of a figure
 * that is mostly 0 a few dozen.
 */
public final class SeasonalBaseline implements StatePart {

  /** From so many hours on there is something for each hour of the day. */
  public static final int FIRST_DAY = 24;

  /** What a usual figure was taken from. */
  public enum Basis {
    /** Nothing was learnt yet. */
    NONE,
    /** The largest of all hours: this hour of the day was not seen yet. */
    ALL_HOURS,
    /** The median of the days at this hour: this hour of the week was not seen twice yet. */
    HOUR_OF_DAY,
    /** The same hour of the weeks before. */
    HOUR_OF_WEEK
  }

  /**
   * What is usual.
   *
   * @param value the figure, 0 or more; 0 where nothing was learnt
   */
  public record Usual(double value, Basis basis) {}

  private static final long HOUR_MS = 3_600_000;
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;

  /** Levels in each octave, and levels that an hour may count above or below what was usual. */
  private static final int LEVELS = 8;

  private static final int STEP = LEVELS / 2;

  private final long lifeHours;
  private final int noiseLevel;
  private byte[] levels;
  private long first = NEVER;
  private long open;
  private long current;

  /**
   * @param life it is forgotten when no figure was given for this long; some weeks
   * @param noise figures up to this are learnt as they are, however small the usual one: where an
   *     hour has a handful, the next may have twice that by chance. 0 or more
   */
  public SeasonalBaseline(Duration life, long noise) {
    this.lifeHours = Math.max(1, life.toHours());
    this.noiseLevel = level(noise);
  }

  /**
   * Adds to the figure of the hour. An hour before the last one that has a figure is not changed.
   */
  public void add(long amount, long at) {
    if (opens(hour(at))) {
      current += amount;
    }
  }

  /** The figure of the hour has come to this; one smaller than before changes nothing. */
  public void reaches(long value, long at) {
    if (opens(hour(at))) {
      current = Math.max(current, value);
    }
  }

  /** The figure of the hour so far; 0 for any hour but the last one that has a figure. */
  public long current(long at) {
    return first != NEVER && hour(at) == open ? current : 0;
  }

  private boolean opens(long hour) {
    if (first == NEVER || hour - open > lifeHours) {
      levels = new byte[WEEK];
      first = hour;
      open = hour;
      current = 0;
    }
    while (open < hour) {
      learn();
    }
    return hour == open;
  }

  private void learn() {
    int slot = slot(open);
    levels[slot] = (byte) learnt(level(current), levels[slot] & 0xFF);
    open++;
    current = 0;
  }

  /** The level at which the open hour is learnt. */
  private int learnt(int seen, int before) {
    long hours = open - first;
    if (hours >= WEEK) {
      return Math.max(before - STEP, Math.min(seen, highest(before)));
    }
    return hours < FIRST_DAY ? seen : Math.min(seen, highest(ofDay(open)));
  }

  private int highest(int usual) {
    return Math.max(usual + STEP, noiseLevel);
  }

  /** How many hours it has learnt from; 0 once they are forgotten. */
  public long hoursLearnt(long at) {
    return first == NEVER || hour(at) - open > lifeHours ? 0 : open - first;
  }

  /**
   * What is usual at the given time, by the hours before the last one that has a figure. It is the
   * largest of its hour and the two beside it, because what comes every night comes a little
   * earlier or later.
   */
  public Usual usual(long at) {
    long hour = hour(at);
    long learnt = hoursLearnt(at);
    if (learnt == 0) {
      return new Usual(0, Basis.NONE);
    }
    if (learnt < FIRST_DAY) {
      return new Usual(value(ofAll()), Basis.ALL_HOURS);
    }
    boolean weekly = learnt >= 2 * WEEK;
    int level = 0;
    for (long near = hour - 1; near <= hour + 1; near++) {
      level = Math.max(level, weekly ? levels[slot(near)] & 0xFF : ofDay(near));
    }
    return new Usual(value(level), weekly ? Basis.HOUR_OF_WEEK : Basis.HOUR_OF_DAY);
  }

  private int ofAll() {
    int level = 0;
    for (long hour = first; hour < open; hour++) {
      level = Math.max(level, levels[slot(hour)] & 0xFF);
    }
    return level;
  }

  /** Median, of two the upper, of the last days at this hour of the day; at least one is learnt. */
  private int ofDay(long hour) {
    int[] days = new int[7];
    int count = 0;
    long last = open - 1 - Math.floorMod(open - 1 - hour, (long) DAY);
    for (long day = last; day >= first && count < days.length; day -= DAY) {
      days[count++] = levels[slot(day)] & 0xFF;
    }
    Arrays.sort(days, 0, count);
    return count == 0 ? 0 : days[count / 2];
  }

  private static long hour(long at) {
    return Math.floorDiv(at, HOUR_MS);
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) WEEK);
  }

  private static int level(long value) {
    double octaves = Math.log1p((double) Math.max(0, value)) / Math.log(2);
    return (int) Math.min(255, Math.round(LEVELS * octaves));
  }

  private static double value(int level) {
    return Math.pow(2, (double) level / LEVELS) - 1;
  }

  @Override
  public long endsAt() {
    return first == NEVER ? NEVER : (open + 1 + lifeHours) * HOUR_MS;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(first, out);
    VarInts.write(open - first, out);
    VarInts.write(current, out);
    int learnt = slotsLearnt();
    for (int i = 0; i < learnt; i++) {
      int level = levels[slot(first + i)];
      out.writeByte(level);
      if (level == 0) {
        int zeros = zerosAfter(i, learnt);
        out.writeByte(zeros);
        i += zeros;
      }
    }
  }

  private int slotsLearnt() {
    return (int) Math.min(WEEK, open - first);
  }

  private int zerosAfter(int from, int learnt) {
    int zeros = 0;
    while (from + zeros + 1 < learnt && levels[slot(first + from + zeros + 1)] == 0) {
      zeros++;
    }
    return zeros;
  }

  @Override
  public void read(DataInput in) throws IOException {
    levels = new byte[WEEK];
    first = VarInts.read(in);
    open = first + VarInts.read(in);
    current = VarInts.read(in);
    int learnt = slotsLearnt();
    for (int i = 0; i < learnt; i++) {
      byte level = in.readByte();
      levels[slot(first + i)] = level;
      if (level == 0) {
        i += in.readUnsignedByte();
      }
    }
  }
}
