package io.leakwatch.pipeline;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What all detectors together remember of one entity: a slot for each that has seen it. Slots carry
 * the detector's key, so that detectors can come and go across a savepoint; a slot stays bytes
 * until its detector asks for it, and is bytes again once the entity sleeps: they take a tenth of
 * the memory that objects take.
 */
final class EntityState {

  /** Bytes of a slot whose detector has looked and remembers nothing. */
  private static final byte[] NOTHING = {};

  /** One detector's memory of the entity: either bytes, or alive. */
  static final class Slot {
    final int detectorKey;
    final int layout;
    private final byte[] bytes;
    private final SensorState live;

    /**
     * @param bytes of no length for a detector that remembers nothing
     */
    Slot(int detectorKey, int layout, byte[] bytes) {
      this.detectorKey = detectorKey;
      this.layout = layout;
      this.bytes = bytes;
      this.live = null;
    }

    private Slot(int detectorKey, SensorState live) {
      this.detectorKey = detectorKey;
      this.layout = live.layout();
      this.bytes = null;
      this.live = live;
    }

    /** The bytes as they were stored; null while the slot is alive. */
    byte[] bytes() {
      return bytes;
    }

    SensorState live() {
      return live;
    }

    /** Its detector looked and remembers nothing; most do, of most entities. */
    boolean isEmpty() {
      return live == null ? bytes.length == 0 : live.endsAt() == StatePart.NEVER;
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
          SensorState empty = fresh.get();
          slot =
              new Slot(
                  detectorKey, slot.isEmpty() ? empty : EntityStateSerializer.revive(slot, empty));
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

  /**
   * Turns all that is alive to bytes again.
   *
   * @param scratch is written over
   */
  void sleep(DataOutputSerializer scratch) {
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      if (slot.live != null) {
        slots.set(i, new Slot(slot.detectorKey, slot.layout, bytesOf(slot, scratch)));
      }
    }
  }

  private static byte[] bytesOf(Slot slot, DataOutputSerializer scratch) {
    if (slot.isEmpty()) {
      return NOTHING;
    }
    scratch.clear();
    try {
      slot.live.write(scratch);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return scratch.getCopyOfBuffer();
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
