package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * What is remembered of entities: of those that were seen last as objects, of all others as bytes.
 * So whoever makes a few calls in a row is woken once, a key that is hot stays awake, and on the
 * heap the millions that do nothing are small. A checkpoint finds all asleep.
 */
public final class EntityMemory {

  /** So many are awake at once: about what a processor's cache holds. */
  private static final int MOST_AWAKE = 4096;

  /** How large the log of a key group may be, where entities sleep on the heap: about 4 GB. */
  public static final int MOST_SEGMENTS = LogSegments.MOST;

  /**
   * How many entities are forgotten at one watermark at most: some milliseconds' work. Watermarks
   * come every 20 ms or so, and nothing waits for what has ended to be forgotten.
   */
  public static final int MOST_EXPIRED = 1 << 12;

  /** So often room is made for one that has to sleep. */
  private static final int MOST_TRIES = 4;

  /**
   * Some of the entities that have expired.
   *
   * @param areAll whether there are no more of them now
   */
  public record Expired(List<Entity> entities, boolean areAll) {

    /** There are none, or timers announce them. */
    static final Expired NONE = new Expired(List.of(), true);
  }

  private final EntityStorage storage;
  private final SleepingEntities asleep;
  private final KindCounts kinds;
  private final Counter refused;
  private int forgotten;

  /** The one that was not seen for longest first. */
  private final LinkedHashMap<Entity, EntityState> awake = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param backend where state is kept, by entity
   * @param task whose key groups are kept here
   * @param setTimer sets a timer for the current key, in epoch milliseconds
   * @param refused counts what could not be put to sleep for want of room
   * @param mostSegments at most {@link #MOST_SEGMENTS}
   * @param room how much of the heap the logs may take
   */
  public EntityMemory(
      KeyedStateBackend<Entity> backend,
      KeyedStateStore store,
      TaskInfo task,
      LongConsumer setTimer,
      Counter refused,
      int mostSegments,
      Room room) {
    this.storage = new EntityStorage(backend, store, task, setTimer, mostSegments, room);
    this.asleep = storage.sleeping();
    this.kinds = room.kinds();
    this.refused = refused;
  }

  /** Shows how much is remembered of each kind of entity, where that is known. */
  public void showKinds(MetricGroup metrics) {
    if (asleep.size() < 0) {
      return;
    }
    for (SubjectType kind : SubjectType.values()) {
      JobMetric.ENTITIES.gauge(metrics, () -> kinds.entities(kind), kind.name());
      JobMetric.ENTITY_BYTES.gauge(metrics, () -> kinds.bytes(kind), kind.name());
    }
  }

  /** Before the first event: takes over what was stored, with whatever state backend. */
  public void takeOver() throws Exception {
    storage.takeOver();
  }

  /**
   * What is remembered of an entity.
   *
   * @return null for nothing
   */
  public EntityState of(Entity entity) throws IOException {
    EntityState state = awake.get(entity);
    return state == null ? asleep.find(entity) : state;
  }

  /**
   * Whether one more entity like this can be remembered. Where no more of the heap is left, some
   * that were seen seldom and long ago are forgotten.
   */
  public boolean hasRoomFor(Entity entity) throws IOException {
    if (asleep.hasRoomFor(entity)) {
      return true;
    }
    int before = forgotten;
    makeRoomFor(entity);
    return forgotten > before || asleep.hasRoomFor(entity);
  }

  private void makeRoomFor(Entity entity) throws IOException {
    asleep.makeRoomFor(entity, each -> forgotten += awake.containsKey(each) ? 0 : 1);
  }

  /** How many entities were forgotten to make room since this was asked last. */
  public int takeForgotten() {
    int taken = forgotten;
    forgotten = 0;
    return taken;
  }

  /** Remembers it; it was just seen again. */
  public void keep(Entity entity, EntityState state) throws IOException {
    state.chances(Math.min(LogRecord.MOST_CHANCES, state.chances() + 1));
    hold(entity, state);
  }

  private void hold(Entity entity, EntityState state) throws IOException {
    if (state.isHeld()) {
      return; // finding it has put it behind all others
    }
    state.isHeld(true);
    awake.put(entity, state);
    if (awake.size() > MOST_AWAKE) {
      Iterator<Map.Entry<Entity, EntityState>> eldest = awake.entrySet().iterator();
      Map.Entry<Entity, EntityState> sleepy = eldest.next();
      putToSleep(sleepy.getKey(), sleepy.getValue());
      eldest.remove();
    }
  }

  /**
   * Remembers one that was just seen for the first time.
   *
   * @param expiry epoch milliseconds
   */
  public void keep(Entity entity, EntityState state, long expiry) throws IOException {
    state.expiresAt(expiry);
    asleep.expireAt(entity, expiry);
    hold(entity, state);
  }

  /**
   * Goes on remembering one that was only looked at: if it slept, it sleeps again, and those that
   * were just seen stay awake.
   *
   * @param expiry epoch milliseconds
   */
  public void prolong(Entity entity, EntityState state, long expiry) throws IOException {
    state.expiresAt(expiry);
    asleep.expireAt(entity, expiry);
    if (!state.isHeld()) {
      putToSleep(entity, state);
    }
  }

  private void putToSleep(Entity entity, EntityState state) throws IOException {
    state.isHeld(false);
    for (int i = 0; i < MOST_TRIES; i++) {
      if (asleep.put(entity, state)) {
        return;
      }
      makeRoomFor(entity);
    }
    refused.inc();
  }

  /** Forgets an entity. */
  public void forget(Entity entity) throws IOException {
    awake.remove(entity);
    asleep.remove(entity);
  }

  /**
   * The next of those that have expired.
   *
   * @param time epoch milliseconds
   */
  public Expired expired(long time) throws IOException {
    return asleep.expired(time);
  }

  /** Entities that sleep; -1 where the state backend does not know. */
  public int sleeping() {
    return asleep.size();
  }

  /** Before a checkpoint: puts all to sleep. */
  public void store() throws IOException {
    for (Map.Entry<Entity, EntityState> each : awake.entrySet()) {
      putToSleep(each.getKey(), each.getValue());
    }
    awake.clear();
    asleep.store();
  }
}
