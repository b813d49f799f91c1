package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The oldest segments of a log, and what becomes of their records when they go: those that are
 * still true are written again behind all others.
 */
final class LogTail {

  private final LogIndex index;
  private final LogSegments segments;

  /** Bytes of records that are no longer true, in the whole log. */
  private long stale;

  LogTail(LogIndex index, LogSegments segments) {
    this.index = index;
    this.segments = segments;
  }

  /** Counts a record that is no longer true, of so many bytes. */
  void addStale(int bytes) {
    stale += bytes;
  }

  /** Lets segments go while more than such a share of the log is no longer true. */
  void tidy(int enough, double mostStale) throws IOException {
    while (segments.length() > enough && stale > mostStale * segments.length()) {
      segments.removeOldest(this::writeAgain);
    }
  }

  /** Lets all of them go, and all that is in them. */
  void clear() throws IOException {
    while (segments.count() > 0) {
      segments.removeOldest((bytes, at, place) -> LogRecord.length(bytes, at));
    }
    stale = 0;
  }

  /**
   * Lets the oldest segment go, to make room. Of its records that are still true those that have a
   * chance left lose it, and are written again; the others are forgotten. An entity gets a chance
   * each time that it is seen again. So the ids that a flood brings go first, for they are seen
   * once, and who comes every day stays for long.
   *
   * @param then is given each entity that is forgotten
   */
  void passOver(Consumer<Entity> then) throws IOException {
    if (segments.count() > 1) {
      segments.removeOldest((bytes, at, place) -> passOver(bytes, at, place, then));
    }
  }

  private int passOver(byte[] bytes, int at, int place, Consumer<Entity> then) throws IOException {
    int slot = slotAt(bytes, at, place);
    if (slot >= 0 && LogRecord.chances(bytes, at) == 0) {
      index.remove(slot);
      segments.room().kinds().remove(LogRecord.kind(bytes, at), LogRecord.length(bytes, at));
      then.accept(LogRecord.entity(bytes, at));
      return LogRecord.length(bytes, at);
    }
    int length = writeAgain(bytes, at, place);
    if (slot >= 0) {
      int again = index.placeIn(slot);
      LogRecord.takeChance(segments.bytesAt(again), LogSegments.offsetOf(again));
    }
    return length;
  }

  private int writeAgain(byte[] bytes, int at, int place) throws IOException {
    int length = LogRecord.length(bytes, at);
    int slot = slotAt(bytes, at, place);
    if (slot >= 0) {
      index.move(slot, segments.append(bytes, at, length));
    } else {
      stale -= length;
    }
    return length;
  }

  /**
   * The slot that points to a record.
   *
   * @return -1 for none: it is no longer true
   */
  private int slotAt(byte[] bytes, int at, int place) {
    int slot = index.first(LogRecord.hash(bytes, at, LogRecord.lengthToSlots(bytes, at)));
    while (slot >= 0 && index.placeIn(slot) != place) {
      slot = index.next(LogRecord.hash(bytes, at, LogRecord.lengthToSlots(bytes, at)), slot);
    }
    return slot;
  }
}
