package io.leakwatch.local.files;

import io.leakwatch.pipeline.decode.PossibleTimes;
import java.nio.file.Path;

/**
 * When the events in a file happened, without reading the rest of them: a file can be looked
 * through for its order several times faster than it can be read.
 *
 * <p>Every record that {@link EventFile} gives is one here, at the same place and of the same time.
 * Of what cannot be read as an event there may be a time all the same.
 */
public abstract sealed class EventTimes implements AutoCloseable
    permits AvroEventTimes, JsonEventTimes {

  /** What stands for the time of a record that has none, or none that is possible. */
  public static final long NONE = Long.MIN_VALUE;

  /**
   * The times of an event file.
   *
   * @param file one that {@link EventFile#open} opens
   */
  public static EventTimes open(Path file) {
    try (EventFile opened = EventFile.open(file)) {
      return opened instanceof AvroEventFile
          ? AvroEventTimes.of(file, opened.kind())
          : new JsonEventTimes(LineReader.open(file), opened.kind());
    }
  }

  /** Goes on to the next record; false where there is none. */
  public abstract boolean advance();

  /** The record's time in epoch milliseconds; {@link #NONE} where it has none. */
  public abstract long time();

  /** About how many bytes the record takes, unpacked. */
  public abstract int bytes();

  static long possible(long time) {
    return PossibleTimes.has(time) ? time : NONE;
  }

  @Override
  public abstract void close();
}
