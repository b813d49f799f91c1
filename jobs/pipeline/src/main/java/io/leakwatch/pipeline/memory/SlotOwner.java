package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.state.SensorState;
import java.util.function.Supplier;

/**
 * A detector, as the owner of a slot in the state of every entity.
 *
 * @param key the key that its slots are stored under, see {@link EntityState#keyOf}
 * @param id of the detector
 * @param fresh makes a state that remembers nothing
 * @param begunAnew hears of slots that cannot be taken over
 */
public record SlotOwner<S extends SensorState>(
    int key, String id, Supplier<S> fresh, BegunAnew begunAnew) {

  /** What lies in a slot of this detector; nothing if it cannot be read. */
  S wake(SleepingSlots at) {
    S state = fresh.get();
    String fault = at.wake(state);
    if (fault == null) {
      return state;
    }
    begunAnew.note(id, fault);
    return fresh.get();
  }
}
