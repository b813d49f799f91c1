package io.leakwatch.pipeline;

import io.leakwatch.detection.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Entities that sleep on the heap: a log for each key group. State backends store by key, so the
 * segments of each log are stored under some key of its group.
 */
final class LoggedEntities implements SleepingEntities {

  /**
   * What can be forgotten is looked for so often in each log, in event time, and then all of it is
   * walked over: from the second time on they take turns.
   */
  private static final long LOOK_EVERY_MILLIS = 3_600_000;

  private static final long TICK_MILLIS = 60_000;

  private final KeyGroupRange groups;
  private final int maxParallelism;
  private final EntityLog[] logs;
  private final long[] nextLook;
  private long nextTick = Long.MIN_VALUE;

  /**
   * @param storageOf where the segments of a log are stored, by the key of its key group
   * @param task whose key groups are kept here
   */
  LoggedEntities(Function<Entity, LogSegments.Storage> storageOf, TaskInfo task) {
    maxParallelism = task.getMaxNumberOfParallelSubtasks();
    groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    logs = new EntityLog[groups.getNumberOfKeyGroups()];
    nextLook = new long[logs.length];
    Arrays.fill(nextLook, Long.MIN_VALUE);
    makeLogs(storageOf);
  }

  private void makeLogs(Function<Entity, LogSegments.Storage> storageOf) {
    DataOutputSerializer scratch = new DataOutputSerializer(1024);
    int missing = logs.length;
    for (int number = 0; missing > 0; number++) {
      Entity key = new Entity(SubjectType.SERVICE, "key group of " + number);
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
      if (groups.contains(group) && logs[group - groups.getStartKeyGroup()] == null) {
        logs[group - groups.getStartKeyGroup()] = new EntityLog(scratch, storageOf.apply(key));
        missing--;
      }
    }
  }

  private EntityLog logOf(Entity entity) {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(entity, maxParallelism);
    return logs[group - groups.getStartKeyGroup()];
  }

  @Override
  public EntityState find(Entity entity) throws IOException {
    return logOf(entity).find(entity);
  }

  @Override
  public void put(Entity entity, EntityState of) throws IOException {
    logOf(entity).put(entity, of);
  }

  @Override
  public void remove(Entity entity) throws IOException {
    logOf(entity).remove(entity);
  }

  @Override
  public void lookLater(Entity entity, long time) {
    // The log holds the time.
  }

  @Override
  public List<Entity> due(long time) throws IOException {
    if (time < nextTick) {
      return List.of();
    }
    nextTick = time + TICK_MILLIS;
    int count = logs.length;
    List<Entity> due = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (logs[i].earliest() <= time && nextLook[i] <= time) {
        boolean isFirst = nextLook[i] == Long.MIN_VALUE;
        nextLook[i] = time + (isFirst ? LOOK_EVERY_MILLIS * (i + 1) / count : LOOK_EVERY_MILLIS);
        due.addAll(logs[i].due(time));
      }
    }
    return due;
  }

  @Override
  public int size() {
    int size = 0;
    for (EntityLog log : logs) {
      size += log.size();
    }
    return size;
  }

  /**
   * Takes over what was stored before.
   *
   * @param key whose log's it is
   */
  void restore(Entity key, SortedMap<Long, WrittenSegment> segments) throws IOException {
    logOf(key).restore(segments);
  }

  /** Empties this one. */
  void moveTo(SleepingEntities other) throws IOException {
    for (EntityLog log : logs) {
      for (Entity entity : log.due(Long.MAX_VALUE)) {
        EntityState sleeping = log.find(entity);
        other.put(entity, sleeping);
        other.lookLater(entity, sleeping.wakesAt());
      }
      log.clear();
    }
  }

  @Override
  public void store() throws IOException {
    for (EntityLog log : logs) {
      log.store();
    }
  }
}
