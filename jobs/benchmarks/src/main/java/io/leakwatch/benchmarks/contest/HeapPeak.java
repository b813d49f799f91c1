package io.leakwatch.benchmarks.contest;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The most memory that is in use right after a garbage collection, from now on. */
public final class HeapPeak {

  private final AtomicLong most = new AtomicLong();

  private HeapPeak() {}

  public static HeapPeak start() {
    HeapPeak peak = new HeapPeak();
    peak.most.set(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> peak.note((CompositeData) notification.getUserData()),
              null,
              null);
    }
    return peak;
  }

  private void note(CompositeData collection) {
    long used =
        GarbageCollectionNotificationInfo.from(collection)
            .getGcInfo()
            .getMemoryUsageAfterGc()
            .entrySet()
            .stream()
            .filter(pool -> isHeap(pool.getKey()))
            .map(pool -> pool.getValue())
            .mapToLong(MemoryUsage::getUsed)
            .sum();
    most.accumulateAndGet(used, Math::max);
  }

  private static boolean isHeap(String pool) {
    return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Old");
  }

  /** In MiB. */
  public long megabytes() {
    return most.get() >> 20;
  }
}
