package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Entities that sleep on the heap: a log for each key group. State backends store by key, so the
 * segments of each log are stored under some key of its group.
 */
public final class LoggedEntities implements SleepingEntities {

  /**
   * What can be forgotten is looked for so often in each log, in event time, and then all of it is
   * walked over: from the second time on they take turns.
   */
  private static final long WALK_EVERY_MILLIS = 3_600_000;

  private static final long TICK_MILLIS = 60_000;

  /** How many entities are looked at for that at one watermark at most. */
  private static final int MOST_LOOKS = 1 << 16;

  /** So many segments of a log are looked through for one new entity at most. */
  private static final int MOST_PASSED_OVER = 4;

  private final KeyGroupRange groups;
  private final int maxParallelism;
  private final EntityLog[] logs;
  private final long[] nextWalk;
  private long nextTick = Long.MIN_VALUE;

  /** The log that is walked over now; as many as there are for none. */
  private int walked;

  /**
   * @param segmentsOf the segments of a log, by the key under which its key group is stored
   * @param task whose key groups are kept here
   */
  public LoggedEntities(Function<Entity, LogSegments> segmentsOf, TaskInfo task) {
    maxParallelism = task.getMaxNumberOfParallelSubtasks();
    groups =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
    logs = new EntityLog[groups.getNumberOfKeyGroups()];
    nextWalk = new long[logs.length];
    Arrays.fill(nextWalk, Long.MIN_VALUE);
    walked = logs.length;
    makeLogs(segmentsOf);
  }

  private void makeLogs(Function<Entity, LogSegments> segmentsOf) {
    DataOutputSerializer scratch = new DataOutputSerializer(1024);
    int missing = logs.length;
    for (int number = 0; missing > 0; number++) {
      Entity key = new Entity(SubjectType.SERVICE, "key group of " + number);
      int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
      if (groups.contains(group) && logs[group - groups.getStartKeyGroup()] == null) {
        logs[group - groups.getStartKeyGroup()] = new EntityLog(scratch, segmentsOf.apply(key));
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
  public boolean hasRoomFor(Entity entity) {
    return logOf(entity).hasRoom();
  }

  /**
   * The oldest segments of the new one's own log go, so a flood of ids that were chosen to come
   * into one key group drives out itself. Where that log is far shorter than others, or gives
   * nothing away, it is the longest.
   */
  @Override
  public void makeRoomFor(Entity entity, Consumer<Entity> then) throws IOException {
    EntityLog own = logOf(entity);
    EntityLog longest = own;
    long length = 0;
    for (EntityLog log : logs) {
      longest = log.length() > longest.length() ? log : longest;
      length += log.length();
    }
    if (own.length() >= length / logs.length / 2) {
      makeRoom(own, then);
    }
    makeRoom(longest, then);
  }

  private static void makeRoom(EntityLog log, Consumer<Entity> then) throws IOException {
    for (int i = 0; i < MOST_PASSED_OVER && log.hasNoHeap(); i++) {
      log.makeRoom(then);
    }
  }

  @Override
  public boolean put(Entity entity, EntityState of) throws IOException {
    return logOf(entity).put(entity, of);
  }

  @Override
  public void remove(Entity entity) throws IOException {
    logOf(entity).remove(entity);
  }

  @Override
  public void expireAt(Entity entity, long time) {
    // The log holds the time.
  }

  @Override
  public EntityMemory.Expired expired(long time) throws IOException {
    if (walked == logs.length) {
      if (time < nextTick) {
        return EntityMemory.Expired.NONE;
      }
      nextTick = later(time, TICK_MILLIS);
      walked = 0;
    }
    List<Entity> expired = new ArrayList<>();
    int looks = 0;
    while (walked < logs.length
        && looks < MOST_LOOKS
        && expired.size() < EntityMemory.MOST_EXPIRED) {
      EntityLog log = logs[walked];
      if (log.isHalfWalked() || (log.earliest() <= time && nextWalk[walked] <= time)) {
        planNextWalk(time);
        int most = Math.min(MOST_LOOKS - looks, EntityMemory.MOST_EXPIRED - expired.size());
        looks += log.walk(time, most, expired::add);
      }
      walked += log.isHalfWalked() ? 0 : 1;
    }
    return new EntityMemory.Expired(expired, walked == logs.length);
  }

  private void planNextWalk(long time) {
    boolean isFirst = nextWalk[walked] == Long.MIN_VALUE;
    int part = isFirst ? walked + 1 : logs.length;
    nextWalk[walked] = later(time, WALK_EVERY_MILLIS * part / logs.length);
  }

  /** At the end of time nothing is later. */
  private static long later(long time, long millis) {
    return time > Long.MAX_VALUE - millis ? Long.MAX_VALUE : time + millis;
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
  public void restore(Entity key, SortedMap<Long, WrittenSegment> segments) throws IOException {
    logOf(key).restore(segments);
  }

  /** Empties this one. */
  public void moveTo(SleepingEntities other) throws IOException {
    for (EntityLog log : logs) {
      do {
        List<Entity> portion = new ArrayList<>();
        log.walk(Long.MAX_VALUE, EntityMemory.MOST_EXPIRED, portion::add);
        for (Entity entity : portion) {
          EntityState sleeping = log.find(entity);
          other.put(entity, sleeping);
          other.expireAt(entity, sleeping.expiresAt());
        }
      } while (log.isHalfWalked());
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
