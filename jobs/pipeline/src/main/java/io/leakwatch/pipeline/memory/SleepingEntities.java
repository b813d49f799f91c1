package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import java.io.IOException;
import java.util.function.Consumer;

/** What is remembered of the entities that are not awake. Any call may change the current key. */
public interface SleepingEntities {

  /**
   * What is remembered of an entity.
   *
   * @return null for nothing
   */
  EntityState find(Entity entity) throws IOException;

  /** Whether one more entity like this can be remembered. */
  boolean hasRoomFor(Entity entity);

  /**
   * Forgets some of those that were seen seldom and long ago, where there is no more of the heap.
   *
   * @param entity a new one
   * @param then is given each that is forgotten
   */
  void makeRoomFor(Entity entity, Consumer<Entity> then) throws IOException;

  /**
   * Remembers it from now on.
   *
   * @return false if there is no room: what was remembered before stays
   */
  boolean put(Entity entity, EntityState state) throws IOException;

  /** Forgets an entity. */
  void remove(Entity entity) throws IOException;

  /**
   * Says when an entity expires, whether it sleeps then or not.
   *
   * @param time epoch milliseconds
   */
  void expireAt(Entity entity, long time);

  /**
   * The next of those that have expired; one portion at a time, because after an outage there may
   * be millions.
   *
   * @param time epoch milliseconds
   */
  EntityMemory.Expired expired(long time) throws IOException;

  /** Entities that sleep; -1 where the state backend does not know. */
  int size();

  /** Before a checkpoint: everything is to be in the state backend. */
  void store() throws IOException;
}
