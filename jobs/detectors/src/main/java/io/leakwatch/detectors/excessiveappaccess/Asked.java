package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.schemas.DataClass;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Which classes of data an app has asked for, and since when in earnest. */
final class Asked implements StatePart {

  /** Times of activity come with everything; what OTHER stands for is not known. */
  static final DataClasses SENSITIVE =
      DataClasses.of(
          DataClass.EMAIL,
          DataClass.PHONE,
          DataClass.PASSWORD_HASH,
          DataClass.LOCATION,
          DataClass.IP_ADDRESS,
          DataClass.CONTACT_GRAPH,
          DataClass.MESSAGE_METADATA);

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  /** A class is new for so long after it was first asked for in earnest. */
  private static final int NEW_HOURS = 24;

  private final long lifeHours;
  private final long[] usedSince = new long[SENSITIVE.list().size()];
  private long last = NEVER;

  Asked(Duration life) {
    this.lifeHours = life.toHours();
  }

  /** Of the classes that an answer held those that are new to the app. */
  DataClasses unfamiliar(DataClasses held, long at) {
    long hour = touch(at);
    DataClasses unfamiliar = DataClasses.NONE;
    for (int i = 0; i < usedSince.length; i++) {
      DataClass each = SENSITIVE.list().get(i);
      boolean isNew = usedSince[i] == 0 || hour - usedSince[i] < NEW_HOURS;
      if (isNew && held.has(each)) {
        unfamiliar = unfamiliar.and(DataClasses.of(each));
      }
    }
    return unfamiliar;
  }

  /** These classes have always been asked for, for all that is known. */
  void belong(DataClasses held, long at) {
    use(held, touch(at) - NEW_HOURS);
  }

  /** These classes are asked for in earnest now; soon they will not be new any more. */
  void inEarnest(DataClasses held, long at) {
    use(held, touch(at));
  }

  private void use(DataClasses held, long since) {
    for (int i = 0; i < usedSince.length; i++) {
      if (usedSince[i] == 0 && held.has(SENSITIVE.list().get(i))) {
        usedSince[i] = since;
      }
    }
  }

  private long touch(long at) {
    long hour = Math.floorDiv(at, HOUR_MS);
    if (last != NEVER && hour - last > lifeHours) {
      Arrays.fill(usedSince, 0);
    }
    last = Math.max(last, hour);
    return hour;
  }

  @Override
  public long endsAt() {
    return last == NEVER ? NEVER : (last + 1 + lifeHours) * HOUR_MS;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(last, out);
    for (long since : usedSince) {
      VarInts.write(since, out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    last = VarInts.read(in);
    for (int i = 0; i < usedSince.length; i++) {
      usedSince[i] = VarInts.read(in);
    }
  }
}
