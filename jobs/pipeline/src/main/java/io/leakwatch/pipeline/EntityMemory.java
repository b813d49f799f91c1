package io.leakwatch.pipeline;

import io.leakwatch.detection.activity.Entity;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;

/**
 * What is remembered of entities: of those that were seen last as objects, of all others as bytes.
 * So whoever makes a few calls in a row is woken once, a key that is hot stays awake, and on the
 * heap the millions that do nothing are small. A checkpoint finds all asleep.
 */
final class EntityMemory {

  /** So many are awake at once: about what a processor's cache holds. */
  private static final int MOST_AWAKE = 4096;

  private final SleepingEntities asleep;
  private final Counter refused;

  /** The one that was not seen for longest first. */
  private final LinkedHashMap<Entity, EntityState> awake = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param refused counts what could not be put to sleep for want of room
   */
  EntityMemory(SleepingEntities asleep, Counter refused) {
    this.asleep = asleep;
    this.refused = refused;
  }

  /**
   * What is remembered of an entity.
   *
   * @return null for nothing
   */
  EntityState of(Entity entity) throws IOException {
    EntityState state = awake.get(entity);
    return state == null ? asleep.find(entity) : state;
  }

  /** Whether one more entity like this can be remembered. */
  boolean hasRoomFor(Entity entity) {
    return asleep.hasRoomFor(entity);
  }

  /** Remembers it; it was just seen. */
  void keep(Entity entity, EntityState state) throws IOException {
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
  void keep(Entity entity, EntityState state, long expiry) throws IOException {
    state.expiresAt(expiry);
    asleep.expireAt(entity, expiry);
    keep(entity, state);
  }

  /**
   * Goes on remembering one that was only looked at: if it slept, it sleeps again, and those that
   * were just seen stay awake.
   *
   * @param expiry epoch milliseconds
   */
  void prolong(Entity entity, EntityState state, long expiry) throws IOException {
    state.expiresAt(expiry);
    asleep.expireAt(entity, expiry);
    if (!awake.containsKey(entity)) {
      putToSleep(entity, state);
    }
  }

  private void putToSleep(Entity entity, EntityState state) throws IOException {
    if (!asleep.put(entity, state)) {
      refused.inc();
    }
  }

  /** Forgets an entity. */
  void forget(Entity entity) throws IOException {
    awake.remove(entity);
    asleep.remove(entity);
  }

  /**
   * The next of those that have expired.
   *
   * @param time epoch milliseconds
   */
  SleepingEntities.Expired expired(long time) throws IOException {
    return asleep.expired(time);
  }

  /** Entities that sleep; -1 where the state backend does not know. */
  int sleeping() {
    return asleep.size();
  }

  /** Before a checkpoint: puts all to sleep. */
  void store() throws IOException {
    for (Map.Entry<Entity, EntityState> each : awake.entrySet()) {
      putToSleep(each.getKey(), each.getValue());
    }
    awake.clear();
    asleep.store();
  }
}
