package io.leakwatch.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EntityLogTest {

  private static final Entity ACCOUNT = new Entity(SubjectType.ACCOUNT, "a1");

  private static final long MINUTE = 60_000;

  private final DataOutputSerializer scratch = new DataOutputSerializer(16);
  private StorageInMemory storage = new StorageInMemory();
  private Room room = Room.endless();
  private EntityLog log = emptyLog();

  /** The only one in its room. */
  private EntityLog emptyLog() {
    room = Room.endless();
    return new EntityLog(scratch, new LogSegments(storage, LogSegments.MOST, room));
  }

  /** One slot of so many bytes, each of which is that number. */
  private static byte[] slot(int length) {
    byte[] slots = new byte[7 + length];
    slots[0] = 1;
    slots[6] = (byte) length;
    Arrays.fill(slots, 7, slots.length, (byte) length);
    return slots;
  }

  private static EntityState state(int length, long minute) {
    EntityState state = new EntityState(slot(length));
    state.expiresAt(minute * MINUTE);
    return state;
  }

  /** Goes on as a job does that was started from a checkpoint. */
  private void restart(SortedMap<Long, WrittenSegment> snapshot) throws IOException {
    SortedMap<Long, WrittenSegment> stored = StorageInMemory.read(snapshot);
    storage = new StorageInMemory();
    stored.forEach(storage::put);
    log = emptyLog();
    if (!stored.isEmpty()) {
      log.restore(stored);
    }
  }

  private String inWords(Entity entity) throws IOException {
    EntityState state = log.find(entity);
    return state == null
        ? "nothing"
        : state.expiresAt() + " " + Arrays.toString(state.bytes(new DataOutputSerializer(16)));
  }

  private static String inWords(int length, long minute) {
    return minute * MINUTE + " " + Arrays.toString(slot(length));
  }

  private List<Entity> expired(long time) throws IOException {
    List<Entity> expired = new ArrayList<>();
    log.walk(time, Integer.MAX_VALUE, expired::add);
    return expired;
  }

  private static Entity entity(int number) {
    // These two have the same hash, as have all that begin with them in pairs.
    return new Entity(
        number % 3 == 0 ? SubjectType.ADDRESS : SubjectType.ACCOUNT,
        (number % 2 == 0 ? "Aa" : "BB") + "-é-" + number / 2);
  }

  @Property(tries = 50)
  void itRemembersWhatAMapRemembers(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int entities) throws IOException {
    storage = new StorageInMemory();
    log = emptyLog();
    Random random = new Random(seed);
    Map<Entity, String> wanted = new HashMap<>();
    Map<Entity, Long> times = new HashMap<>();
    for (int step = 0; step < 3_000; step++) {
      Entity entity = entity(random.nextInt(entities));
      int what = random.nextInt(20);
      if (what == 0) {
        log.remove(entity);
        wanted.remove(entity);
        times.remove(entity);
      } else if (what == 1) {
        log.put(entity, new EntityState());
        wanted.remove(entity);
        times.remove(entity);
      } else if (what == 2 && step % 10 == 0) {
        log.store();
        SortedMap<Long, WrittenSegment> snapshot = storage.snapshot();
        log.put(entity, state(3, 1)); // what comes after the checkpoint is not in it
        restart(snapshot);
      } else {
        int length = random.nextInt(100);
        long minute = random.nextInt(1_000);
        log.put(entity, state(length, minute));
        wanted.put(entity, inWords(length, minute));
        times.put(entity, minute);
      }
      assertThat(inWords(entity)).isEqualTo(wanted.getOrDefault(entity, "nothing"));
    }

    assertThat(log.size()).isEqualTo(wanted.size());
    for (int number = 0; number < entities; number++) {
      assertThat(inWords(entity(number))).isEqualTo(wanted.getOrDefault(entity(number), "nothing"));
    }
    kindsAreThoseOf(wanted.keySet());
    List<Entity> due = new ArrayList<>();
    times.forEach(
        (entity, time) -> {
          if (time <= 500) {
            due.add(entity);
          }
        });
    assertThat(expired(500 * MINUTE)).containsExactlyInAnyOrderElementsOf(due);
    TreeMap<Long, Entity> later = new TreeMap<>();
    times.forEach((entity, time) -> later.put(time, entity));
    assertThat(log.earliest())
        .isEqualTo(later.higherKey(500L) == null ? Long.MAX_VALUE : later.higherKey(500L) * MINUTE);
  }

  /** How many of each kind there are, and how many bytes their records take. */
  private void kindsAreThoseOf(Set<Entity> remembered) throws IOException {
    for (SubjectType kind : SubjectType.values()) {
      long entities = 0;
      long bytes = 0;
      for (Entity entity : remembered) {
        if (entity.type() == kind) {
          entities++;
          bytes += LogRecord.begin(entity, new DataOutputSerializer(16));
          bytes += log.find(entity).bytes(new DataOutputSerializer(16)).length;
        }
      }
      assertThat(room.kinds().entities(kind)).as("entities, %s", kind).isEqualTo(entities);
      assertThat(room.kinds().bytes(kind)).as("bytes, %s", kind).isEqualTo(bytes);
    }
  }

  @Test
  void aCheckpointStaysAsItWasWhileRecordsMove() throws IOException {
    log.put(ACCOUNT, state(50, 1));
    log.store();
    SortedMap<Long, WrittenSegment> snapshot = storage.snapshot();
    for (int i = 0; i < 2_000; i++) {
      log.put(entity(i % 1_000), state(60, i));
    }

    assertThat(storage.snapshot()).doesNotContainKey(0L);
    assertThat(inWords(ACCOUNT)).isEqualTo(inWords(50, 1));
    restart(snapshot);
    assertThat(log.size()).isEqualTo(1);
    assertThat(inWords(ACCOUNT)).isEqualTo(inWords(50, 1));
  }

  @Test
  void aMinuteThatHasBegunIsWaitedFor() throws IOException {
    EntityState state = state(1, 7);
    state.expiresAt(7 * MINUTE + 1);

    log.put(ACCOUNT, state);

    assertThat(expired(8 * MINUTE - 1)).isEmpty();
    assertThat(expired(8 * MINUTE)).containsExactly(ACCOUNT);
  }

  @Test
  void aCheckpointStoresLittleMoreThanWhatChanged() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      log.put(entity(i), state(100, i));
    }
    log.store();
    long all = storage.bytesPut();

    for (int i = 0; i < 100; i++) {
      log.put(entity(i), state(100, i));
    }
    log.store();
    assertThat(storage.bytesPut() - all).isLessThan(all / 20);

    long before = storage.bytesPut();
    log.store();
    assertThat(storage.bytesPut()).as("nothing has changed").isEqualTo(before);
  }

  @Test
  void whatIsTrueIsWrittenAgainOnlyNowAndThen() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      log.put(entity(i), state(100, i));
    }
    long once = storage.bytesPut();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      log.put(entity(random.nextInt(10_000)), state(100, i));
    }

    assertThat(storage.bytesPut() - once).isBetween(10 * once, 30 * once);
    assertThat(storage.bytesHeld()).isLessThan((long) (1.6 * once));
  }

  @Test
  void whatIsNoLongerTrueTakesNoRoomForEver() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      log.put(ACCOUNT, state(100, i));
      log.put(entity(i), state(1, i));
      log.remove(entity(i));
    }

    log.store();
    assertThat(log.size()).isEqualTo(1);
    assertThat(storage.bytesHeld()).isLessThan(10_000);
    assertThat(inWords(ACCOUNT)).isEqualTo(inWords(100, 9_999));
  }

  @Test
  void whoIsForgottenTakesNoRoom() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      log.put(entity(i), state(100, i));
    }
    for (Entity entity : expired(9_998 * MINUTE)) {
      log.remove(entity);
    }

    log.store();
    assertThat(log.size()).isEqualTo(1);
    assertThat(storage.bytesHeld()).isLessThan(10_000);
    assertThat(inWords(entity(9_999))).isEqualTo(inWords(100, 9_999));

    log.remove(entity(9_999));
    assertThat(storage.bytesHeld()).isZero();
  }

  @Test
  void aRecordLongerThanASegmentHasOneToItself() throws IOException {
    Entity endpoint = new Entity(SubjectType.ENDPOINT, "/" + "x".repeat(100_000));
    log.put(ACCOUNT, state(50, 1));
    log.put(endpoint, state(50, 2));
    log.put(entity(1), state(50, 3));
    log.store();
    restart(storage.snapshot());

    assertThat(inWords(ACCOUNT)).isEqualTo(inWords(50, 1));
    assertThat(inWords(endpoint)).isEqualTo(inWords(50, 2));
    assertThat(inWords(entity(1))).isEqualTo(inWords(50, 3));
  }

  @Test
  void numbersOfSegmentsMayGoBeyondWhatAPlaceHolds() throws IOException {
    for (int i = 0; i < 2_000_000; i++) {
      log.put(entity(i % 500), state(100, i % 1000));
    }

    log.store();
    assertThat(storage.snapshot().firstKey()).isGreaterThan(1 << 16);
    restart(storage.snapshot());
    assertThat(log.size()).isEqualTo(500);
    assertThat(inWords(entity(499))).isEqualTo(inWords(100, 999));
  }

  @Test
  void aLogWithAGapIsRefused() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      log.put(entity(i), state(100, i));
    }
    SortedMap<Long, WrittenSegment> stored = storage.snapshot();
    stored.remove(3L);

    assertThatThrownBy(() -> new EntityLog(scratch, new LogSegments(storage)).restore(stored))
        .hasMessage("segment 3 of a log is missing in the state");
  }
}
