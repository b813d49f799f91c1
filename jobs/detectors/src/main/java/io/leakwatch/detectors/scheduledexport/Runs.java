package io.leakwatch.detectors.scheduledexport;

import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * When a client's last bulk exports began, and how large they were. Calls that follow each other
 * closely are one run; a run that stays small is forgotten with the next.
 */
final class Runs implements StatePart {

  private static final int MOST = 40;

  private final long gapMillis;
  private final long lifeMillis;
  private final int bulk;
  private Deque<Run> large;
  private long begin = NEVER;
  private long last;
  private long records;

  /**
   * @param gap a longer pause begins a new run
   * @param life how long a run is remembered
   * @param bulk records from which a run is a bulk export
   */
  Runs(Duration gap, Duration life, int bulk) {
    this.gapMillis = gap.toMillis();
    this.lifeMillis = life.toMillis();
    this.bulk = bulk;
  }

  /**
   * One call of an export; one from before the present run is nothing.
   *
   * @return whether it made the present run a bulk export
   */
  boolean add(long at, int newRecords) {
    if (begin != NEVER && at < begin - gapMillis) {
      return false;
    }
    if (begin == NEVER || at - last > gapMillis) {
      close();
      begin = at;
      last = at;
    }
    begin = Math.min(begin, at);
    last = Math.max(last, at);
    long before = records;
    records += newRecords;
    return before < bulk && records >= bulk;
  }

  private void close() {
    if (begin != NEVER && records >= bulk) {
      if (large == null) {
        large = new ArrayDeque<>(4);
      }
      while (large.size() >= MOST) {
        large.removeFirst();
      }
      large.addLast(new Run(begin, records));
    }
    records = 0;
  }

  /** Bulk exports not yet forgotten, the oldest first; the present run, if it is one, is last. */
  List<Run> list(long now) {
    List<Run> runs = new ArrayList<>();
    if (large != null) {
      large.stream().filter(run -> now - run.at() <= lifeMillis).forEach(runs::add);
    }
    if (begin != NEVER && records >= bulk) {
      runs.add(new Run(begin, records));
    }
    return runs;
  }

  @Override
  public long endsAt() {
    return begin == NEVER ? NEVER : last + lifeMillis + 1;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(last, out);
    VarInts.write(last - begin, out);
    VarInts.write(records, out);
    VarInts.write(large == null ? 0 : large.size(), out);
    if (large != null) {
      for (Run run : large) {
        VarInts.write(begin - run.at(), out);
        VarInts.write(run.records(), out);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    last = VarInts.read(in);
    begin = last - VarInts.read(in);
    records = VarInts.read(in);
    int size = VarInts.readCount(in);
    large = new ArrayDeque<>(Math.min(MOST, size));
    for (int i = 0; i < size; i++) {
      Run run = new Run(begin - VarInts.read(in), VarInts.read(in));
      // Less may have been a bulk export when it was written.
      if (run.records() >= bulk) {
        large.addLast(run);
      }
    }
  }
}
