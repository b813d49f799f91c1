package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Entities that sleep in a state backend that keeps them itself: each of them a key. */
public final class StoredEntities implements SleepingEntities {

  private final ValueState<EntityState> state;
  private final Consumer<Entity> setKey;
  private final LongConsumer setTimer;
  private final DataOutputSerializer scratch = new DataOutputSerializer(256);

  /**
   * @param state of the current key
   * @param setKey makes an entity the current key
   * @param setTimer sets a timer for the current key, in epoch milliseconds
   */
  StoredEntities(ValueState<EntityState> state, Consumer<Entity> setKey, LongConsumer setTimer) {
    this.state = state;
    this.setKey = setKey;
    this.setTimer = setTimer;
  }

  @Override
  public EntityState find(Entity entity) throws IOException {
    setKey.accept(entity);
    return state.value();
  }

  @Override
  public boolean hasRoomFor(Entity entity) {
    return true; // on disk
  }

  @Override
  public void makeRoomFor(Entity entity, Consumer<Entity> then) {
    // there is, on disk
  }

  @Override
  public boolean put(Entity entity, EntityState of) throws IOException {
    setKey.accept(entity);
    of.sleep(scratch);
    state.update(of);
    return true;
  }

  @Override
  public void remove(Entity entity) {
    setKey.accept(entity);
    state.clear();
  }

  @Override
  public void expireAt(Entity entity, long time) {
    setKey.accept(entity);
    setTimer.accept(time);
  }

  @Override
  public EntityMemory.Expired expired(long time) {
    return EntityMemory.Expired.NONE;
  }

  @Override
  public int size() {
    return -1;
  }

  @Override
  public void store() {
    // It is there already.
  }
}
