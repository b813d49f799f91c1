package io.leakwatch.pipeline.gaps;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions that tasks of one job in this process read, and that do not move though there is
 * more to read. Who notices that is a thread beside a source, which cannot hand on anything itself;
 * so any task of the job in this process says it with its next pulse.
 */
public final class StalledPartitions {

  private static final Map<String, StalledPartitions> OF_JOBS = new ConcurrentHashMap<>();

  private final Map<String, Long> waiting = new ConcurrentHashMap<>();

  StalledPartitions() {}

  /**
   * Those of a job.
   *
   * @param jobId null where it is not known, as in tests of single operators
   */
  public static StalledPartitions of(String jobId) {
    return jobId == null
        ? new StalledPartitions()
        : OF_JOBS.computeIfAbsent(jobId, id -> new StalledPartitions());
  }

  /**
   * Says that one has stalled.
   *
   * @param partition topic and number, joined by a hyphen
   * @param records how many there are to read
   */
  public void add(String partition, long records) {
    waiting.put(Pulse.stalled(partition), records);
  }

  /** Says that one moves again, or is read elsewhere from now on. */
  public void remove(String partition) {
    waiting.remove(Pulse.stalled(partition));
  }

  /** By the name of the count, how many records wait. */
  public Map<String, Long> waiting() {
    return waiting;
  }
}
