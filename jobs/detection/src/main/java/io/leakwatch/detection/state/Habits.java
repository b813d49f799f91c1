package io.leakwatch.detection.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * What somebody usually does: how much on a day, and from which few places, such as network
 * operators. It is kept for everybody, so it is small: with two places it takes 10 bytes.
 *
 * <p>How much is the largest figure of each day on which there was one. The first {@link
 * #FIRST_DAYS} such days are learnt as they are. From then on a day counts for at most twice what
 * was usual, so that one burst does not become the past, and what was usual shrinks by 8 % for each
 * day that stays below it. Days are those of UTC. Figures are good to 5 %.
 *
 * <p>A place is familiar once it was first used a day ago, exact to two hours. Places are folded to
 * 12 bits: one in a thousand strange ones is taken for familiar. When there is no room, the place
 * used longest ago is forgotten.
 */
public final class Habits implements StatePart {

  /** From so many days on it is worth asking what is usual. */
  public static final int FIRST_DAYS = 3;

  private static final int MOST_DAYS = 15;
  private static final int PLACES = 4;
  private static final int PLACE_BITS = 12;
  private static final int DAY = 24;

  /** How long a place is known is stored in steps of so many hours, up to a day. */
  private static final int STEP_HOURS = 2;

  private static final long HOUR_MILLIS = 3_600_000;

  /** Levels in each octave: by so many a day may rise. */
  private static final int OCTAVE = 8;

  private final long lifeHours;
  private long newest = NEVER;
  private int days;
  private int usual;
  private int today;
  private int size;
  private final int[] places = new int[PLACES];
  private final long[] since = new long[PLACES];

  /**
   * @param life it is forgotten when nothing was done for this long; some weeks
   */
  public Habits(Duration life) {
    this.lifeHours = life.toHours();
  }

  /**
   * Something was done.
   *
   * @param place where from; 0 for nowhere
   * @param much how much it comes to by now
   */
  public void add(long place, long much, long at) {
    advanceTo(Math.floorDiv(at, HOUR_MILLIS));
    today = Math.max(today, level(much));
    if (place != 0) {
      use(fold(place));
    }
  }

  private void advanceTo(long hour) {
    if (newest == NEVER || hour - newest > lifeHours) {
      newest = hour;
      days = 0;
      usual = 0;
      today = 0;
      size = 0;
    } else if (hour > newest) {
      if (Math.floorDiv(hour, DAY) > Math.floorDiv(newest, DAY)) {
        learn();
      }
      newest = hour;
    }
  }

  private void learn() {
    if (days < FIRST_DAYS) {
      usual = Math.max(usual, today);
    } else {
      usual = today > usual ? Math.min(today, usual + OCTAVE) : Math.max(today, usual - 1);
    }
    days = Math.min(MOST_DAYS, days + 1);
    today = 0;
  }

  /** Places are in the order in which they were used last. */
  private void use(int place) {
    int slot = find(place);
    long first = slot < 0 ? steps(newest) * STEP_HOURS : since[slot];
    if (slot < 0) {
      slot = size == PLACES ? 0 : size++;
    }
    for (int next = slot; next + 1 < size; next++) {
      places[next] = places[next + 1];
      since[next] = since[next + 1];
    }
    places[size - 1] = place;
    since[size - 1] = first;
  }

  /** Whole steps up to an hour: places are known since the beginning of one. */
  private static long steps(long hour) {
    return Math.floorDiv(hour, STEP_HOURS);
  }

  private int find(int place) {
    for (int slot = 0; slot < size; slot++) {
      if (places[slot] == place) {
        return slot;
      }
    }
    return -1;
  }

  private static int fold(long place) {
    return (int) ((place * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - PLACE_BITS));
  }

  /** On how many days before this one anything was done, at most 15. */
  public int days(long at) {
    if (isForgotten(at)) {
      return 0;
    }
    boolean isLater = Math.floorDiv(at, DAY * HOUR_MILLIS) > Math.floorDiv(newest, DAY);
    return Math.min(MOST_DAYS, days + (isLater ? 1 : 0));
  }

  /** The most that is done on a usual day before this one; 0 where nothing is known. */
  public double usual(long at) {
    return isForgotten(at) ? 0 : Math.pow(2, (double) usual / OCTAVE) - 1;
  }

  /**
   * Whether a place was first used a day ago or earlier, and is not forgotten. Who comes late is
   * asked about as if it were now: more than a day back is not stored.
   */
  public boolean isFamiliar(long place, long at) {
    int slot = isForgotten(at) ? -1 : find(fold(place));
    return slot >= 0 && Math.max(newest, Math.floorDiv(at, HOUR_MILLIS)) - since[slot] >= DAY;
  }

  private boolean isForgotten(long at) {
    return newest == NEVER || Math.floorDiv(at, HOUR_MILLIS) - newest > lifeHours;
  }

  private static int level(long much) {
    double octaves = Math.log1p((double) Math.max(0, much)) / Math.log(2);
    return (int) Math.min(255, Math.round(OCTAVE * octaves));
  }

  @Override
  public long endsAt() {
    return newest == NEVER ? NEVER : (newest + 1 + lifeHours) * HOUR_MILLIS;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(newest, out);
    out.writeByte(usual);
    out.writeByte(today);
    out.writeByte(days << 4 | size);
    for (int slot = 0; slot < size; slot++) {
      long steps = Math.min(DAY / STEP_HOURS, steps(newest) - steps(since[slot]));
      out.writeShort((int) steps << PLACE_BITS | places[slot]);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    newest = VarInts.read(in);
    usual = in.readUnsignedByte();
    today = in.readUnsignedByte();
    int daysAndSize = in.readUnsignedByte();
    days = daysAndSize >> 4;
    size = daysAndSize & 0xF;
    if (size > PLACES) {
      throw new IOException(size + " places where " + PLACES + " fit: the state is corrupt");
    }
    for (int slot = 0; slot < size; slot++) {
      int stepsAndPlace = in.readUnsignedShort();
      places[slot] = stepsAndPlace & ((1 << PLACE_BITS) - 1);
      since[slot] = (steps(newest) - (stepsAndPlace >>> PLACE_BITS)) * STEP_HOURS;
    }
    Arrays.fill(places, size, PLACES, 0);
  }
}
