package io.leakwatch.benchmarks.statesize;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.schemas.SubjectType;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The JVM in which entities of one kind are remembered, and weighed. */
public final class StateSizeProcess {

  static final ObjectMapper JSON = new ObjectMapper();
  static final String TASK = "task.json";
  static final String FIGURES = "figures.json";

  private static final Instant NOW = Instant.parse("2026-01-06T12:00:00Z");

  /**
   * What to weigh.
   *
   * @param from number of the first entity
   * @param count how many entities live an ordinary day
   * @param usersOfClient for how many accounts a client acts
   * @param daysSilent how long after their day they are weighed, in days, ascending
   */
  record Task(SubjectType kind, int from, int count, int usersOfClient, List<Integer> daysSilent) {}

  /**
   * What they weigh so long after their day.
   *
   * @param daysSilent days since anybody did anything
   * @param remembered of how many anything is still remembered
   * @param heapBytes live heap that they take, with keys and indexes
   * @param checkpointBytes bytes of a checkpoint of them
   */
  record Weight(int daysSilent, int remembered, long heapBytes, long checkpointBytes) {

    Weight plus(Weight other) {
      return new Weight(
          daysSilent,
          remembered + other.remembered,
          heapBytes + other.heapBytes,
          checkpointBytes + other.checkpointBytes);
    }
  }

  private StateSizeProcess() {}

  /** Reads the task in a folder, and writes a list of weights there. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Task task = JSON.readValue(folder.resolve(TASK).toFile(), Task.class);
    JSON.writeValue(folder.resolve(FIGURES).toFile(), weigh(task, folder));
    System.exit(0); // whatever thread a library has left behind does not keep the process
  }

  private static List<Weight> weigh(Task task, Path folder) throws Exception {
    WatchedEntities entities = new WatchedEntities(task.kind(), folder, NOW);
    OrdinaryDay day = OrdinaryDay.of(task.kind(), NOW, task.usersOfClient());
    long before = liveHeap();
    for (int i = 0; i < task.count(); i++) {
      day.live(task.from() + i, entities::see);
    }
    // Only who sleeps is looked at whether it can be forgotten.
    entities.checkpoint();
    List<Weight> weights = new ArrayList<>();
    for (int days : task.daysSilent()) {
      entities.advanceTo(NOW.plus(Duration.ofDays(days)).plusSeconds(1));
      long stored = entities.checkpoint();
      long heap = liveHeap() - before;
      weights.add(new Weight(days, entities.remembered(), heap, stored));
    }
    return weights;
  }

  /** Bytes of the heap that are in use once what is not needed has gone. */
  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
