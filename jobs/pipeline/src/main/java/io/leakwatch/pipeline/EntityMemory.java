package io.leakwatch.pipeline;

import io.leakwatch.detection.Entity;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of entities: of those that were seen last as objects, of all others as bytes.
 * So whoever makes a few calls in a row is woken once, a key that is hot stays awake, and on the
 * heap the millions that do nothing are small. A checkpoint finds all asleep.
 */
final class EntityMemory {

  /** So many are awake at once: about what a processor's cache holds. */
  private static final int MOST_AWAKE = 4096;

  private final SleepingEntities asleep;

  /** The one that was not seen for longest first. */
  private final LinkedHashMap<Entity, EntityState> awake = new LinkedHashMap<>(16, 0.75f, true);

  EntityMemory(SleepingEntities asleep) {
    this.asleep = asleep;
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

  /** Remembers it. */
  void keep(Entity entity, EntityState state) throws IOException {
    awake.put(entity, state);
    if (awake.size() > MOST_AWAKE) {
      Iterator<Map.Entry<Entity, EntityState>> eldest = awake.entrySet().iterator();
      Map.Entry<Entity, EntityState> sleepy = eldest.next();
      asleep.put(sleepy.getKey(), sleepy.getValue());
      eldest.remove();
    }
  }

  /**
   * Remembers it, and asks that somebody looks later whether it can be forgotten.
   *
   * @param time epoch milliseconds
   */
  void keepUntil(long time, Entity entity, EntityState state) throws IOException {
    state.wakesAt(time);
    asleep.lookLater(entity, time);
    keep(entity, state);
  }

  /** Forgets an entity. */
  void forget(Entity entity) throws IOException {
    awake.remove(entity);
    asleep.remove(entity);
  }

  /**
   * Those to be looked at now, unless timers tell of them.
   *
   * @param time epoch milliseconds
   */
  List<Entity> due(long time) throws IOException {
    return asleep.due(time);
  }

  /** Entities that sleep; -1 where the state backend does not know. */
  int sleeping() {
    return asleep.size();
  }

  /** Before a checkpoint: puts all to sleep. */
  void store() throws IOException {
    for (Map.Entry<Entity, EntityState> each : awake.entrySet()) {
      asleep.put(each.getKey(), each.getValue());
    }
    awake.clear();
    asleep.store();
  }
}
