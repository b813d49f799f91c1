package io.leakwatch.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.pipeline.types.Bytes;
import io.leakwatch.pipeline.watch.Sensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityStateSerializerTest {

  private static final long T = 1_700_000_000_000L;
  private static final int KEY = EntityState.keyOf("a-detector");
  private static final int OTHER = EntityState.keyOf("another-detector");

  private final EntityStateSerializer serializer = new EntityStateSerializer();
  private final Counter begunAnew = new SimpleCounter();

  /** What some detector remembers. */
  private static final class Memory extends SensorState {
    private final SlidingCount count = new SlidingCount(Duration.ofMinutes(1), 10);
    private final RecentTexts texts = new RecentTexts(3, Duration.ofMinutes(1));
    private final int layout;

    Memory(int layout) {
      this.layout = layout;
    }

    @Override
    protected List<StatePart> parts() {
      return List.of(count, texts);
    }

    @Override
    public int layout() {
      return layout;
    }
  }

  private SlotOwner<Memory> owner(int key, int layout) {
    return new SlotOwner<>(
        key, "a-detector", () -> new Memory(layout), new BegunAnew(begunAnew, message -> {}));
  }

  private EntityState remembering(int key, List<Long> times) {
    EntityState state = new EntityState();
    Memory memory = state.of(owner(key, 1));
    times.forEach(memory.count::add);
    memory.texts.add("né", T);
    state.expiresAt(T + 5);
    return state;
  }

  @Property
  void aMemoryGivesTheSameAnswersOnceItWasStored(
      @ForAll @Size(max = 30) List<@LongRange(min = T, max = T + 90_000) Long> times)
      throws IOException {
    EntityState state = remembering(KEY, times);

    EntityState read = Bytes.roundTrip(state, serializer);

    Memory before = state.of(owner(KEY, 1));
    Memory after = read.of(owner(KEY, 1));
    assertThat(read.expiresAt()).isEqualTo(T + 5);
    assertThat(after.count.total(T + 90_000)).isEqualTo(before.count.total(T + 90_000));
    assertThat(after.texts.list(T)).containsExactly("né");
    assertThat(after.endsAt()).isEqualTo(before.endsAt());
    assertThat(Bytes.of(read, serializer)).isEqualTo(Bytes.of(state, serializer));
  }

  @Test
  void bytesAreCarriedOnWithoutAnyDetector() throws IOException {
    byte[] bytes = Bytes.of(remembering(KEY, List.of(T)), serializer);

    EntityState read = Bytes.read(bytes, serializer);

    assertThat(read.awake()).isEmpty();
    assertThat(Bytes.of(read, serializer)).isEqualTo(bytes);
    assertThat(Bytes.copied(bytes, serializer)).isEqualTo(bytes);
  }

  @Test
  void aDetectorThatIsGoneIsForgottenAtTheNextPruning() throws IOException {
    EntityState read = Bytes.roundTrip(remembering(KEY, List.of(T)), serializer);

    long end = new Sensors(List.of()).prune(read, T);

    assertThat(end).isEqualTo(StatePart.NEVER);
    assertThat(read.has(KEY)).isFalse();
  }

  @Test
  void aDetectorThatIsNewBeginsEmptyBesideTheOthers() throws IOException {
    EntityState read = Bytes.roundTrip(remembering(KEY, List.of(T)), serializer);

    Memory fresh = read.of(owner(OTHER, 1));

    assertThat(fresh.endsAt()).isEqualTo(StatePart.NEVER);
    assertThat(read.of(owner(KEY, 1)).count.total(T)).isEqualTo(1);
  }

  @Test
  void aMemoryOfAnotherLayoutBeginsEmpty() throws IOException {
    EntityState read = Bytes.roundTrip(remembering(KEY, List.of(T)), serializer);

    Memory other = read.of(owner(KEY, 2));

    assertThat(other.endsAt()).isEqualTo(StatePart.NEVER);
    assertThat(begunAnew.getCount()).isEqualTo(1);
    other.count.add(T);
    EntityState again = Bytes.roundTrip(read, serializer);
    assertThat(again.of(owner(KEY, 2)).count.total(T)).isEqualTo(1);
  }

  @Test
  void aMemoryOfNothingIsNotStored() throws IOException {
    EntityState state = remembering(KEY, List.of(T));
    state.of(owner(KEY + 1, 1));

    EntityState read = Bytes.roundTrip(state, serializer);

    assertThat(state.has(KEY + 1)).isFalse();
    assertThat(read.has(KEY + 1)).isFalse();
    assertThat(read.has(KEY)).isTrue();
  }

  @Property
  void whatSleepsIsRememberedWhoeverWakes(@ForAll @IntRange(max = 128) int length)
      throws IOException {
    EntityState state = remembering(KEY, List.of(T));
    Memory other = state.of(owner(OTHER, 1));
    other.texts.add("x".repeat(length), T);
    DataOutputSerializer scratch = new DataOutputSerializer(16);

    state.sleep(scratch);
    state.of(owner(KEY, 1)).count.add(T);
    state.sleep(scratch);

    EntityState read = Bytes.roundTrip(state, serializer);
    assertThat(read.of(owner(OTHER, 1)).texts.list(T)).containsExactly("x".repeat(length));
    assertThat(read.of(owner(KEY, 1)).count.total(T)).isEqualTo(2);
  }

  @Test
  void aCopySharesNothingWithItsOriginal() {
    EntityState state = remembering(KEY, List.of(T));

    EntityState copy = serializer.copy(state);
    Memory original = state.of(owner(KEY, 1));
    original.count.add(T);

    assertThat(copy.of(owner(KEY, 1)).count.total(T)).isEqualTo(1);
  }

  /** Of a slot with the right layout, the length and the bytes. */
  @Property
  void whateverBytesLieInASlotItsDetectorBeginsAnewAndTheOthersGoOn(
      @ForAll @Size(max = 120) byte[] garbage) throws IOException {
    EntityState state = remembering(OTHER, List.of(T));
    DataOutputSerializer out = new DataOutputSerializer(16);
    state.write(out);
    byte[] others = Arrays.copyOfRange(out.getCopyOfBuffer(), 1, out.length());
    out.clear();
    out.write(2);
    out.writeInt(KEY);
    out.write(1);
    VarInts.write(garbage.length, out);
    out.write(garbage);
    out.write(others);

    long before = begunAnew.getCount(); // tries share the counter
    EntityState read = new EntityState(out.getCopyOfBuffer());
    Memory woken = read.of(owner(KEY, 1));

    assertThat(read.of(owner(OTHER, 1)).count.total(T)).isEqualTo(1);
    assertThat(begunAnew.getCount() == before || woken.endsAt() == StatePart.NEVER).isTrue();
    long count = begunAnew.getCount();
    assertThat(read.of(owner(KEY, 1))).isSameAs(woken);
    assertThat(begunAnew.getCount()).isEqualTo(count);
  }

  @Test
  void whatCannotBeReadIsCountedAndForgotten() throws IOException {
    byte[] tooShort = {1, 0, 0, 0, 7, 1, 2, 1, 2};
    EntityState state = new EntityState(tooShort);

    assertThat(state.of(owner(7, 1)).endsAt()).isEqualTo(StatePart.NEVER);
    assertThat(begunAnew.getCount()).isEqualTo(1);
    assertThat(Bytes.roundTrip(state, serializer).has(7)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 8})
  void aStoreThatHasLostSomeOfAnEntitySaysSo(int left) {
    byte[] whole = {1, 0, 0, 0, 7, 1, 2, 1, 2};
    EntityState state = new EntityState(Arrays.copyOf(whole, left));

    assertThatThrownBy(() -> state.has(7))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(
            "the stored state of an entity is cut short; restore an older savepoint");
  }

  @Test
  void aSnapshotOfANewerVersionIsRefused() throws IOException {
    var same = Bytes.snapshot(serializer, 1);

    assertThat(
            serializer.snapshotConfiguration().resolveSchemaCompatibility(same).isCompatibleAsIs())
        .isTrue();
    assertThatThrownBy(() -> Bytes.snapshot(serializer, 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "EntityStateSerializer has version 2, but this job reads only up to 1");
  }
}
