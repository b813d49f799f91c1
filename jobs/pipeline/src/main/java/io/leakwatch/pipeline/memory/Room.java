package io.leakwatch.pipeline.memory;

/**
 * How much of the heap all logs of a subtask together may take: their segments, which are taken
 * whole, and their indexes. Not for use by several threads at once.
 */
public final class Room {

  /** So large a part is left for what is remembered already and grows. */
  private static final int SPARE_PART = 10;

  private final long most;
  private final KindCounts kinds = new KindCounts();
  private long taken;

  /**
   * @param most from how many bytes on nothing new is remembered
   */
  public Room(long most) {
    this.most = most;
  }

  /** Any number of bytes. */
  static Room endless() {
    return new Room(Long.MAX_VALUE / 2);
  }

  /**
   * Takes some of it.
   *
   * @param bytes negative to give them back
   */
  void take(long bytes) {
    taken += bytes;
  }

  /** Whether nothing new is to be remembered. */
  boolean isCrowded() {
    return taken >= most;
  }

  /** Whether what is remembered may not even grow. */
  boolean isFull() {
    return taken >= most + most / SPARE_PART;
  }

  /** Who is remembered in it. */
  KindCounts kinds() {
    return kinds;
  }

  /** In bytes. */
  public long taken() {
    return taken;
  }
}
