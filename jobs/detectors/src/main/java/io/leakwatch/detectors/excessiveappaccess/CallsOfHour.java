package io.leakwatch.detectors.excessiveappaccess;

import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * The calls of an app in this hour of the clock, in UTC: how many, what they held, and how many of
 * them are counted already for what was noticed.
 */
final class CallsOfHour implements StatePart {

  private static final long HOUR_MS = Duration.ofHours(1).toMillis();

  private long hour = NEVER;
  private long calls;
  private long records;
  private long counted;
  private long countedRecords;
  private int classes;

  static long of(long at) {
    return Math.floorDiv(at, HOUR_MS);
  }

  /** One more call; one of an hour before is nothing. */
  void add(ApiCall call) {
    long now = of(call.at());
    if (now < hour) {
      return;
    }
    if (now > hour) {
      hour = now;
      calls = 0;
      records = 0;
      counted = 0;
      countedRecords = 0;
      classes = 0;
    }
    calls++;
    records += call.records();
    classes |= call.dataClasses().bits();
  }

  /** A call of this hour is counted elsewhere. */
  void counted(ApiCall call) {
    counted++;
    countedRecords += call.records();
  }

  /** All calls of this hour so far are. */
  void countAll() {
    counted = calls;
    countedRecords = records;
  }

  long calls() {
    return calls;
  }

  long records() {
    return records;
  }

  long uncounted() {
    return Math.max(0, calls - counted);
  }

  long uncountedRecords() {
    return Math.max(0, records - countedRecords);
  }

  DataClasses classes() {
    return DataClasses.ofBits(classes);
  }

  @Override
  public long endsAt() {
    return hour == NEVER ? NEVER : (hour + 1) * HOUR_MS;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(hour, out);
    VarInts.write(calls, out);
    VarInts.write(records, out);
    VarInts.write(counted, out);
    VarInts.write(countedRecords, out);
    VarInts.write(classes, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    hour = VarInts.read(in);
    calls = VarInts.read(in);
    records = VarInts.read(in);
    counted = VarInts.read(in);
    countedRecords = VarInts.read(in);
    classes = VarInts.readInt(in);
  }
}
