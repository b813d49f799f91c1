package io.leakwatch.pipeline.memory;

import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What all detectors together remember of one entity: a slot for each that remembers anything.
 * Slots carry the detector's key, so that detectors can come and go across a savepoint. A slot
 * stays bytes until its detector asks for it, and is bytes again once the entity sleeps; those of
 * all detectors lie in one array, because most entities are seen seldom and lie in no cache, where
 * each array more is one more walk to memory.
 */
public final class EntityState {

  /** One detector's memory of the entity, awake. */
  public record Slot(int detectorKey, SensorState live) {

    /** Its detector looked and remembers nothing; most do, of most entities. */
    boolean isEmpty() {
      return live.endsAt() == StatePart.NEVER;
    }
  }

  /** As {@link SleepingSlots} reads it; what it says of a detector whose slot is awake is old. */
  private byte[] asleep;

  private final ArrayList<Slot> awake = new ArrayList<>(2);
  private long expiresAt = StatePart.NEVER;

  /** It is among those that are awake; kept here to save a look at them for each event. */
  private boolean isHeld;

  private byte chances;

  public EntityState() {
    this(SleepingSlots.NONE);
  }

  /**
   * @param asleep as {@link SleepingSlots} reads it
   */
  public EntityState(byte[] asleep) {
    this.asleep = asleep;
  }

  /** A detector's memory of the entity, fresh if there is none or if it cannot be read. */
  @SuppressWarnings("unchecked") // a slot is only ever filled by the detector of its key
  public <S extends SensorState> S of(SlotOwner<S> owner) {
    Slot slot = awake(owner.key());
    if (slot != null) {
      return (S) slot.live;
    }
    SleepingSlots sleeping = new SleepingSlots(asleep);
    S state = sleeping.find(owner.key()) ? owner.wake(sleeping) : owner.fresh().get();
    awake.add(new Slot(owner.key(), state));
    return state;
  }

  private Slot awake(int detectorKey) {
    for (int i = 0; i < awake.size(); i++) {
      Slot slot = awake.get(i);
      if (slot.detectorKey == detectorKey) {
        return slot;
      }
    }
    return null;
  }

  /** Takes a detector's memory of the entity back to what it was when the entity last slept. */
  public void takeBack(int detectorKey) {
    awake.removeIf(slot -> slot.detectorKey == detectorKey);
  }

  /** Whether a detector remembers anything of the entity. */
  public boolean has(int detectorKey) {
    Slot slot = awake(detectorKey);
    return slot == null ? new SleepingSlots(asleep).find(detectorKey) : !slot.isEmpty();
  }

  /** The key that a detector's state is stored under: its id's hash, which Java fixes for ever. */
  public static int keyOf(String detectorId) {
    return detectorId.hashCode();
  }

  /**
   * Wakes all slots.
   *
   * @param owners the detector with a key; null for one that is gone, whose slot is dropped
   */
  public void wakeAll(IntFunction<SlotOwner<?>> owners) {
    SleepingSlots sleeping = new SleepingSlots(asleep);
    while (sleeping.next()) {
      SlotOwner<?> owner = awake(sleeping.key()) == null ? owners.apply(sleeping.key()) : null;
      if (owner != null) {
        awake.add(new Slot(sleeping.key(), owner.wake(sleeping)));
      }
    }
    asleep = SleepingSlots.NONE;
  }

  /** The slots that are awake. */
  public List<Slot> awake() {
    return awake;
  }

  /**
   * Turns all that is awake to bytes again.
   *
   * @param scratch is written over
   */
  void sleep(DataOutputSerializer scratch) {
    asleep = bytes(scratch);
    awake.clear();
  }

  /**
   * All slots as {@link SleepingSlots} reads them; not to be written to.
   *
   * @param scratch is written over
   */
  public byte[] bytes(DataOutputSerializer scratch) {
    if (awake.isEmpty()) {
      return asleep;
    }
    scratch.clear();
    try {
      return write(scratch) == 0 ? SleepingSlots.NONE : scratch.getCopyOfBuffer();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
  }

  /**
   * Writes all slots as {@link SleepingSlots} reads them.
   *
   * @return how many there are
   */
  int write(DataOutputSerializer out) throws IOException {
    int countAt = out.length();
    int count = 0;
    out.write(count);
    SleepingSlots sleeping = new SleepingSlots(asleep);
    while (sleeping.next()) {
      if (awake(sleeping.key()) == null) {
        sleeping.copy(out);
        count++;
      }
    }
    for (int i = 0; i < awake.size(); i++) {
      Slot slot = awake.get(i);
      if (!slot.isEmpty()) {
        SleepingSlots.write(slot, out);
        count++;
      }
    }
    out.getSharedBuffer()[countAt] = (byte) count;
    return count;
  }

  /**
   * When the first of the slots that are awake ends, or a part that need not be stored any more, in
   * epoch milliseconds; there is one.
   */
  public long firstEnd() {
    long first = Long.MAX_VALUE;
    for (Slot slot : awake) {
      if (!slot.isEmpty()) {
        first = Math.min(first, slot.live().firstEnd());
      }
    }
    return first;
  }

  boolean isHeld() {
    return isHeld;
  }

  /** How often it was seen again lately, 0 to 15: so often it is passed over where room is made. */
  int chances() {
    return chances;
  }

  void chances(int number) {
    chances = (byte) number;
  }

  void isHeld(boolean held) {
    isHeld = held;
  }

  /**
   * When to look what of it can be forgotten, in epoch milliseconds; {@link StatePart#NEVER} where
   * nobody has said so yet.
   */
  public long expiresAt() {
    return expiresAt;
  }

  public void expiresAt(long time) {
    expiresAt = time;
  }
}
