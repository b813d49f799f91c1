package io.leakwatch.pipeline.memory;

import io.leakwatch.schemas.SubjectType;

/**
 * How many entities of each kind sleep on the heap, and how many bytes their records take. One
 * thread counts; others may read, and see it a moment later.
 */
@SuppressWarnings("EnumOrdinal") // places in arrays that are never stored
final class KindCounts {

  private final long[] entities = new long[SubjectType.values().length];
  private final long[] bytes = new long[SubjectType.values().length];

  /** One more, with a record of so many bytes. */
  void add(SubjectType kind, int length) {
    entities[kind.ordinal()]++;
    bytes[kind.ordinal()] += length;
  }

  /** One whose record grew by so many bytes, or shrank. */
  void grow(SubjectType kind, int by) {
    bytes[kind.ordinal()] += by;
  }

  /** One less, whose record had so many bytes. */
  void remove(SubjectType kind, int length) {
    entities[kind.ordinal()]--;
    bytes[kind.ordinal()] -= length;
  }

  long entities(SubjectType kind) {
    return entities[kind.ordinal()];
  }

  long bytes(SubjectType kind) {
    return bytes[kind.ordinal()];
  }
}
