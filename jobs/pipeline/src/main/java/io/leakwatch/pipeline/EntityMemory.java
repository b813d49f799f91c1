package io.leakwatch.pipeline;

import io.leakwatch.detection.Entity;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What is remembered of entities: of those that were seen last as objects, of all others asleep in
 * the state backend. So whoever makes a few calls in a row is woken once, a key that is hot stays
 * awake, and on the heap the millions that do nothing are bytes. A checkpoint finds all asleep.
 */
final class EntityMemory {

  /** So many are awake at once: about what a processor's cache holds. */
  private static final int MOST_AWAKE = 4096;

  private final ValueState<EntityState> stored;
  private final Consumer<Entity> setKey;
  private final DataOutputSerializer scratch = new DataOutputSerializer(256);

  /** The one that was not seen for longest first. */
  private final LinkedHashMap<Entity, EntityState> awake = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param stored state of the current key
   * @param setKey makes an entity the current key
   */
  EntityMemory(ValueState<EntityState> stored, Consumer<Entity> setKey) {
    this.stored = stored;
    this.setKey = setKey;
  }

  /**
   * What is remembered of an entity, which must be the current key.
   *
   * @return null for nothing
   */
  EntityState of(Entity entity) throws IOException {
    EntityState state = awake.get(entity);
    return state == null ? stored.value() : state;
  }

  /** Remembers it; the entity is the current key before and after. */
  void keep(Entity entity, EntityState state) throws IOException {
    awake.put(entity, state);
    if (awake.size() > MOST_AWAKE) {
      Iterator<Map.Entry<Entity, EntityState>> eldest = awake.entrySet().iterator();
      putToSleep(eldest.next());
      eldest.remove();
      setKey.accept(entity);
    }
  }

  /** Forgets an entity, which must be the current key. */
  void forget(Entity entity) {
    awake.remove(entity);
    stored.clear();
  }

  /** Puts all to sleep; the current key is any of them afterwards. */
  void putAllToSleep() throws IOException {
    for (Map.Entry<Entity, EntityState> each : awake.entrySet()) {
      putToSleep(each);
    }
    awake.clear();
  }

  private void putToSleep(Map.Entry<Entity, EntityState> entity) throws IOException {
    setKey.accept(entity.getKey());
    entity.getValue().sleep(scratch);
    stored.update(entity.getValue());
  }
}
