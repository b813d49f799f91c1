package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.activity.Entity;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateFunction;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * Where entities sleep: with the heap state backend in logs of bytes, with any other each as a key
 * of its own. What a job with another state backend has stored is taken over.
 */
final class EntityStorage {

  private static final ValueStateDescriptor<EntityState> BY_ENTITY =
      new ValueStateDescriptor<>("entity", EntityStateSerializer.TYPE);
  private static final MapStateDescriptor<Long, WrittenSegment> BY_GROUP =
      new MapStateDescriptor<>("entity-logs", Types.LONG, WrittenSegment.TYPE);

  private final KeyedStateBackend<Entity> backend;
  private final StoredEntities stored;
  private final LoggedEntities logged;

  /**
   * @param setTimer sets a timer for the current key, in epoch milliseconds
   * @param mostSegments how large the log of a key group may be
   * @param room how much of the heap all logs together may take
   */
  EntityStorage(
      KeyedStateBackend<Entity> backend,
      KeyedStateStore store,
      TaskInfo task,
      LongConsumer setTimer,
      int mostSegments,
      Room room) {
    this.backend = backend;
    stored = new StoredEntities(store.getState(BY_ENTITY), backend::setCurrentKey, setTimer);
    StoredSegments segments =
        new StoredSegments(store.getMapState(BY_GROUP), backend::setCurrentKey);
    logged = new LoggedEntities(key -> new LogSegments(segments.of(key), mostSegments, room), task);
  }

  private boolean isOnHeap() {
    return backend.getBackendTypeIdentifier().equals(StateBackendLoader.HASHMAP_STATE_BACKEND_NAME);
  }

  /** Where they sleep with the state backend that the job has now. */
  SleepingEntities sleeping() {
    return isOnHeap() ? logged : stored;
  }

  /** What a job with another state backend has stored sleeps from now on as it does with this. */
  void takeOver() throws Exception {
    forAll(
        BY_GROUP,
        (key, state) -> {
          SortedMap<Long, WrittenSegment> segments = new TreeMap<>();
          state.entries().forEach(each -> segments.put(each.getKey(), each.getValue()));
          logged.restore(key, segments);
        });
    if (isOnHeap()) {
      forAll(
          BY_ENTITY,
          (key, state) -> {
            EntityState sleeping = state.value();
            // First, for the log may store a segment, and that changes the current key.
            state.clear();
            logged.put(key, sleeping);
          });
    } else {
      logged.moveTo(stored);
    }
  }

  private <S extends State> void forAll(
      StateDescriptor<S, ?> descriptor, KeyedStateFunction<Entity, S> then) throws Exception {
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor, then);
  }
}
