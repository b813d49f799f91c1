package io.leakwatch.detectors.retentionviolation;

import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** How much of one kind was handed out past its time, and when the alert was last updated. */
final class Kept implements StatePart {

  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private final long quietMillis;
  private long first = NEVER;
  private long last;
  private long answers;
  private long records;
  private long oldestMillis;
  private long toldAnswers;
  private long toldAt;

  /**
   * @param quiet after so long without such an answer it begins anew
   */
  Kept(Duration quiet) {
    this.quietMillis = quiet.toMillis();
  }

  /**
   * One more answer.
   *
   * @param ageMillis age of its oldest record
   */
  void handedOut(long at, int newRecords, long ageMillis) {
    if (first == NEVER || at - last > quietMillis) {
      first = at;
      last = at;
      answers = 0;
      records = 0;
      oldestMillis = 0;
      toldAnswers = 0;
      toldAt = at;
    }
    first = Math.min(first, at);
    last = Math.max(last, at);
    answers++;
    records += newRecords;
    oldestMillis = Math.max(oldestMillis, ageMillis);
  }

  /**
   * Whether it is worth an alert: the first answer, each time they have doubled, and once a day.
   */
  boolean isDue(long at) {
    return answers >= 2 * toldAnswers || at - toldAt >= DAY_MS;
  }

  void told(long at) {
    toldAnswers = answers;
    toldAt = at;
  }

  /** Whether there was such an answer, not longer ago than the quiet time. */
  boolean isGoingOn(long at) {
    return first != NEVER && at - last <= quietMillis;
  }

  /** When the first of these answers was given, epoch milliseconds. */
  long first() {
    return first;
  }

  long answers() {
    return answers;
  }

  long records() {
    return records;
  }

  /** Age of the oldest record that was handed out, when it was. */
  Duration oldest() {
    return Duration.ofMillis(oldestMillis);
  }

  @Override
  public long endsAt() {
    return first == NEVER ? NEVER : last + quietMillis + 1;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(last, out);
    VarInts.write(last - first, out);
    VarInts.write(answers, out);
    VarInts.write(records, out);
    VarInts.write(oldestMillis, out);
    VarInts.write(toldAnswers, out);
    VarInts.write(toldAt, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    last = VarInts.read(in);
    first = last - VarInts.read(in);
    answers = VarInts.read(in);
    records = VarInts.read(in);
    oldestMillis = VarInts.read(in);
    toldAnswers = VarInts.read(in);
    toldAt = VarInts.read(in);
  }
}
