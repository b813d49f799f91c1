package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.decode.Arrival.Suspected;
import io.leakwatch.pipeline.decode.PartitionTime;
import io.leakwatch.pipeline.decode.PartitionTime.Verdict;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Events whose time is in doubt, until they are believed or refuted: at most about {@link
 * PartitionTime#BULK} of each partition.
 */
final class Suspects {

  /** What is held is looked through so often when nothing else happens, in milliseconds. */
  private static final long LOOK_EVERY_MILLIS = 500;

  private static final class OfPartition {
    private final List<Suspected> all = new ArrayList<>();
    private int decisionsSeen;
  }

  /** Stands where an observation has an entity; no detector sees it. */
  private static final Entity NOBODY = new Entity(SubjectType.SERVICE, "");

  private final Map<PartitionTime, OfPartition> partitions = new HashMap<>();
  private final Queue<Activity> heldBefore = new ArrayDeque<>();
  private boolean isLookingAgain;

  boolean isEmpty() {
    return partitions.isEmpty();
  }

  int size() {
    return heldBefore.size()
        + partitions.values().stream().mapToInt(partition -> partition.all.size()).sum();
  }

  /** Takes what was held when a job stopped. */
  void addHeldBefore(Observation stored) {
    heldBefore.add(stored.activity());
  }

  /**
   * Takes out what was held when a job stopped: its partition may be read elsewhere now, and there
   * is nothing to judge it by.
   */
  void takeHeldBefore(Consumer<Activity> taker) {
    while (!heldBefore.isEmpty()) {
      taker.accept(heldBefore.remove());
    }
  }

  /** All that are held, to be stored. */
  List<Observation> held(Activities activities) {
    List<Observation> held = new ArrayList<>();
    heldBefore.forEach(each -> held.add(new Observation(NOBODY, each)));
    for (OfPartition partition : partitions.values()) {
      for (Suspected each : partition.all) {
        held.add(new Observation(NOBODY, activities.of(each.arrival())));
      }
    }
    return held;
  }

  void add(Suspected event) {
    partitions.computeIfAbsent(event.origin().time(), key -> new OfPartition()).all.add(event);
  }

  /** Takes out those of one partition that have been decided, in the order in which they came. */
  void takeDecided(PartitionTime time, Consumer<Suspected> taker) {
    OfPartition partition = partitions.get(time);
    if (partition == null || partition.decisionsSeen == time.decisions()) {
      return;
    }
    partition.decisionsSeen = time.decisions();
    List<Suspected> decided = new ArrayList<>();
    partition.all.removeIf(each -> each.suspect().verdict() != Verdict.OPEN && decided.add(each));
    if (partition.all.isEmpty()) {
      partitions.remove(time);
    }
    decided.forEach(taker);
  }

  /** Likewise of all partitions. */
  void takeDecided(Consumer<Suspected> taker) {
    List.copyOf(partitions.keySet()).forEach(time -> takeDecided(time, taker));
  }

  /** Likewise, now and then, as long as there are any. */
  @SuppressWarnings("FutureReturnValueIgnored") // what it throws fails the task
  void lookAgain(ProcessingTimeService wall, Consumer<Suspected> taker) {
    if (!isLookingAgain && !isEmpty()) {
      isLookingAgain = true;
      wall.registerTimer(
          wall.getCurrentProcessingTime() + LOOK_EVERY_MILLIS,
          at -> {
            isLookingAgain = false;
            takeDecided(taker);
            lookAgain(wall, taker);
          });
    }
  }

  /** Has all decided by what there is: nothing more comes. */
  void decideNow() {
    partitions.keySet().forEach(time -> time.decideAfter(0, 0));
  }
}
