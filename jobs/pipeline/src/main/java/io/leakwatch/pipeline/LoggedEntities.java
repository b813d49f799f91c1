package io.leakwatch.pipeline;

import io.leakwatch.detection.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Entities that sleep on the heap: a log for each key group. State backends store by key, so each
 * log is stored under some key of its group.
 */
final class LoggedEntities implements SleepingEntities {

  /**
   * What can be forgotten is looked for so often in each log, in event time, and then all of it is
   * walked over: from the second time on they take turns.
   */
  private static final long LOOK_EVERY_MILLIS = 3_600_000;

  private static final long TICK_MILLIS = 60_000;

  private final ValueState<WrittenLog> state;
  private final Consumer<Entity> setKey;
  private final KeyGroupRange groups;
  private final int maxParallelism;
  private final Entity[] keys;
  private final EntityLog[] logs;
  private final long[] nextLook;
  private long nextTick = Long.MIN_VALUE;

  /**
   * @param state of the current key
   * @param setKey makes an entity the current key
   * @param task whose key groups are kept here
   */
  LoggedEntities(ValueState<WrittenLog> state, Consumer<Entity> setKey, TaskInfo task) {
    this.state = state;
    this.setKey = setKey;
    maxParallelism = task.getMaxNumberOfParallelSubtasks();
    groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    int count = groups.getNumberOfKeyGroups();
    keys = new Entity[count];
    logs = new EntityLog[count];
    nextLook = new long[count];
    Arrays.fill(nextLook, Long.MIN_VALUE);
    DataOutputSerializer scratch = new DataOutputSerializer(1024);
    for (int i = 0; i < count; i++) {
      logs[i] = new EntityLog(scratch);
    }
    chooseKeys();
  }

  private void chooseKeys() {
    int missing = keys.length;
    for (int number = 0; missing > 0; number++) {
      Entity key = new Entity(SubjectType.SERVICE, "key group of " + number);
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
      if (groups.contains(group) && keys[group - groups.getStartKeyGroup()] == null) {
        keys[group - groups.getStartKeyGroup()] = key;
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

  /** Takes over what was stored under a key of one of the groups here. */
  void restore(Entity key, WrittenLog written) throws IOException {
    logOf(key).restore(written);
  }

  /** Empties this one. */
  void moveTo(SleepingEntities other) throws IOException {
    for (EntityLog log : logs) {
      for (Entity entity : log.due(Long.MAX_VALUE)) {
        EntityState sleeping = log.find(entity);
        other.put(entity, sleeping);
        other.lookLater(entity, sleeping.wakesAt());
        log.remove(entity);
      }
    }
  }

  @Override
  public void store() throws IOException {
    for (int i = 0; i < logs.length; i++) {
      setKey.accept(keys[i]);
      if (logs[i].size() > 0) {
        state.update(logs[i].written());
      } else {
        state.clear();
      }
    }
  }

  /** The arrays that were stored are let go: logs may have moved on to others. */
  @Override
  public void stored() {
    for (Entity key : keys) {
      setKey.accept(key);
      state.clear();
    }
  }
}
