package io.leakwatch.pipeline;

import io.leakwatch.detection.activity.Entity;
import java.io.IOException;
import java.util.List;

/** What is remembered of the entities that are not awake. Any call may change the current key. */
interface SleepingEntities {

  /**
   * How many entities are forgotten at one watermark at most: some milliseconds' work. Watermarks
   * come every 20 ms or so, and nothing waits for what has ended to be forgotten.
   */
  int MOST_EXPIRED = 1 << 12;

  /**
   * Some of the entities that have expired.
   *
   * @param areAll whether there are no more of them now
   */
  record Expired(List<Entity> entities, boolean areAll) {

    /** There are none, or timers announce them. */
    static final Expired NONE = new Expired(List.of(), true);
  }

  /**
   * What is remembered of an entity.
   *
   * @return null for nothing
   */
  EntityState find(Entity entity) throws IOException;

  /** Whether one more entity like this can be remembered. */
  boolean hasRoomFor(Entity entity);

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
  Expired expired(long time) throws IOException;

  /** Entities that sleep; -1 where the state backend does not know. */
  int size();

  /** Before a checkpoint: everything is to be in the state backend. */
  void store() throws IOException;
}
