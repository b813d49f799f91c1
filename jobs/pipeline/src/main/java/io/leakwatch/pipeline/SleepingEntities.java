package io.leakwatch.pipeline;

import io.leakwatch.detection.Entity;
import java.io.IOException;
import java.util.List;

/** What is remembered of the entities that are not awake. Any call may change the current key. */
interface SleepingEntities {

  /**
   * What is remembered of an entity.
   *
   * @return null for nothing
   */
  EntityState find(Entity entity) throws IOException;

  /** Remembers it from now on. */
  void put(Entity entity, EntityState state) throws IOException;

  /** Forgets an entity. */
  void remove(Entity entity) throws IOException;

  /**
   * Asks that somebody looks whether an entity can be forgotten, whether it sleeps then or not.
   *
   * @param time epoch milliseconds
   */
  void lookLater(Entity entity, long time);

  /**
   * Those to be looked at now, unless timers tell of them.
   *
   * @param time epoch milliseconds
   */
  List<Entity> due(long time) throws IOException;

  /** Entities that sleep; -1 where the state backend does not know. */
  int size();

  /** Before a checkpoint: everything is to be in the state backend. */
  void store() throws IOException;
}
