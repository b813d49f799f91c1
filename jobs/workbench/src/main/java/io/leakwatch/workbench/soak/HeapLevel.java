package io.leakwatch.workbench.soak;

import java.lang.management.ManagementFactory;

/**
 * What is on the heap after a collection that was asked for.
 *
 * @param tenth of the way, 1 to 10
 * @param megabytes that are live
 * @param remembered bytes that what is remembered of entities takes
 */
record HeapLevel(int tenth, long megabytes, long remembered) {

  static HeapLevel now(int tenth, long remembered) {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new HeapLevel(tenth, used >> 20, remembered);
  }

  /** Megabytes of everything else. */
  long rest() {
    return megabytes - (remembered >> 20);
  }
}
