package io.leakwatch.pipeline;

import io.leakwatch.detection.state.SensorState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What all detectors together remember of one entity: a slot for each that has seen it. Slots carry
 * the detector's key, so that detectors can come and go across a savepoint; a slot stays bytes
 * until its detector asks for it.
 */
final class EntityState {

  /** One detector's memory of the entity: either still bytes, or alive. */
  static final class Slot {
    final int detectorKey;
    final int layout;
    private byte[] bytes;
    private SensorState live;

    Slot(int detectorKey, int layout, byte[] bytes) {
      this.detectorKey = detectorKey;
      this.layout = layout;
      this.bytes = bytes;
    }

    private Slot(int detectorKey, SensorState live) {
      this.detectorKey = detectorKey;
      this.layout = live.layout();
      this.live = live;
    }

    /** The bytes as they were stored; null once the slot is alive. */
    byte[] bytes() {
      return bytes;
    }

    SensorState live() {
      return live;
    }
  }

  private final ArrayList<Slot> slots = new ArrayList<>(2);
  private long wakesAt = Long.MIN_VALUE;

  /**
   * A detector's memory of the entity, fresh if there is none or if it is of another layout.
   *
   * @param detectorKey see {@link #keyOf}
   */
  @SuppressWarnings("unchecked") // a slot is only ever filled by the detector of its key
  <S extends SensorState> S of(int detectorKey, Supplier<S> fresh) {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.detectorKey == detectorKey) {
        if (slot.live == null) {
          slot = new Slot(detectorKey, EntityStateSerializer.revive(slot, fresh.get()));
          slots.set(i, slot);
        }
        return (S) slot.live;
      }
    }
    S state = fresh.get();
    slots.add(new Slot(detectorKey, state));
    return state;
  }

  /** Whether a detector remembers anything of the entity, or has at least looked at it. */
  boolean has(int detectorKey) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).detectorKey == detectorKey) {
        return true;
      }
    }
    return false;
  }

  /** The key that a detector's state is stored under: its id's hash, which Java fixes for ever. */
  static int keyOf(String detectorId) {
    return detectorId.hashCode();
  }

  List<Slot> slots() {
    return slots;
  }

  /** When the timer of this entity rings, in epoch milliseconds; the smallest long for no timer. */
  long wakesAt() {
    return wakesAt;
  }

  void wakesAt(long time) {
    wakesAt = time;
  }
}
