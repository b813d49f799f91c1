package io.leakwatch.local.replay;

import io.leakwatch.local.files.EventFile;
import io.leakwatch.local.files.FileRecord;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.Arrival.Origin;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.EventDecoder;
import io.leakwatch.pipeline.decode.PossibleTimes;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of one file as arrivals. A file does not say when a record arrived, so it is taken to
 * have arrived with those around it: a record that jumps ahead of all before it, while most of
 * those behind it do not, claims a time that had not come, and is refused as it would be on a
 * topic.
 */
final class FileArrivals implements Iterator<Arrival>, AutoCloseable {

  /** How many records behind a jump are asked whether time really went on. */
  private static final int LOOK_AHEAD = 33;

  /** When a record arrived before which there was none of which that is known. */
  static final long UNKNOWN = 0;

  private final EventFile file;
  private final String name;
  private final long maxAheadMillis;
  private final Deque<FileRecord> ahead = new ArrayDeque<>();
  private long progress = Long.MIN_VALUE;

  FileArrivals(Path path, long maxAheadMillis, UnknownValues unknown) {
    this.file = EventFile.open(path);
    file.onUnknownSymbols(unknown::took);
    this.name = path.getFileName().toString();
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty() || file.hasNext();
  }

  @Override
  public Arrival next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FileRecord record = ahead.isEmpty() ? file.next() : ahead.removeFirst();
    if (record.event() == null) {
      return Arrival.refused(
          origin(record, arrivedBefore()),
          DeadLetterReason.UNDECODABLE,
          record.fault(),
          null,
          record.raw());
    }
    if (!hasTime(record)) {
      return checked(record, arrivedBefore());
    }
    long at = Arrival.timeOf(record.event());
    long arrived = Math.max(at, progress);
    if (jumps(at)) {
      arrived = Math.max(progress, Math.min(at, usualTimeBehind(at)));
    }
    progress = Math.max(progress, arrived);
    return checked(record, arrived);
  }

  private Arrival checked(FileRecord record, long arrived) {
    return EventDecoder.checked(
        new Arrival.Unchecked(origin(record, arrived), record.event(), null, record.raw()),
        maxAheadMillis);
  }

  /** Whether a record says when it happened, and that is possible. */
  private static boolean hasTime(FileRecord record) {
    return record.event() != null && PossibleTimes.has(Arrival.timeOf(record.event()));
  }

  private Origin origin(FileRecord record, long arrived) {
    return new Origin(name, 0, record.number(), arrived);
  }

  /** When the records before arrived. */
  private long arrivedBefore() {
    return progress == Long.MIN_VALUE ? UNKNOWN : progress;
  }

  private boolean jumps(long at) {
    return progress == Long.MIN_VALUE || at > progress + maxAheadMillis;
  }

  /** Median time of the records that follow; the given one if none does. */
  private long usualTimeBehind(long at) {
    while (ahead.size() < LOOK_AHEAD && file.hasNext()) {
      ahead.addLast(file.next());
    }
    long[] times =
        ahead.stream()
            .filter(FileArrivals::hasTime)
            .mapToLong(record -> Arrival.timeOf(record.event()))
            .toArray();
    if (times.length == 0) {
      return at;
    }
    Arrays.sort(times);
    return times[times.length / 2];
  }

  @Override
  public void close() {
    file.close();
  }
}
