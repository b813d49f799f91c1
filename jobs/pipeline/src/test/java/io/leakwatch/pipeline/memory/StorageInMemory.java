package io.leakwatch.pipeline.memory;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Segments of one log, held as a state backend on the heap holds them: the arrays themselves. */
final class StorageInMemory implements LogSegments.Storage {

  private final TreeMap<Long, WrittenSegment> segments = new TreeMap<>();
  private long bytesPut;

  @Override
  public void put(long number, WrittenSegment segment) {
    segments.put(number, segment);
    bytesPut += segment.length();
  }

  @Override
  public void remove(long number) {
    segments.remove(number);
  }

  /** What a checkpoint takes; it is written while the arrays may get longer. */
  SortedMap<Long, WrittenSegment> snapshot() {
    return new TreeMap<>(segments);
  }

  /** As a job finds them that is started from a checkpoint: bytes of its own. */
  static SortedMap<Long, WrittenSegment> read(SortedMap<Long, WrittenSegment> snapshot) {
    TreeMap<Long, WrittenSegment> read = new TreeMap<>();
    snapshot.forEach(
        (number, segment) ->
            read.put(
                number,
                new WrittenSegment(
                    Arrays.copyOf(segment.bytes(), segment.length()), segment.length())));
    return read;
  }

  /** Room that the arrays take. */
  long bytesHeld() {
    return segments.values().stream().mapToLong(segment -> segment.bytes().length).sum();
  }

  /** All that was ever put. */
  long bytesPut() {
    return bytesPut;
  }
}
