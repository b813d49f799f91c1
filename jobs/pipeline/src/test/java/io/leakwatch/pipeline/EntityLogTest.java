package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EntityLogTest {

  private static final Entity ACCOUNT = new Entity(SubjectType.ACCOUNT, "a1");

  private final DataOutputSerializer scratch = new DataOutputSerializer(16);
  private EntityLog log = new EntityLog(scratch);

  /** One slot of so many bytes, each of which is that number. */
  private static byte[] slot(int length) {
    byte[] slots = new byte[7 + length];
    slots[0] = 1;
    slots[6] = (byte) length;
    Arrays.fill(slots, 7, slots.length, (byte) length);
    return slots;
  }

  private static EntityState state(int length, long wakesAt) {
    EntityState state = new EntityState(slot(length));
    state.wakesAt(wakesAt);
    return state;
  }

  private String inWords(Entity entity) throws IOException {
    EntityState state = log.find(entity);
    return state == null
        ? "nothing"
        : state.wakesAt() + " " + Arrays.toString(state.bytes(new DataOutputSerializer(16)));
  }

  private static String inWords(int length, long wakesAt) {
    return wakesAt + " " + Arrays.toString(slot(length));
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
    log = new EntityLog(scratch);
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
        WrittenLog written = log.written();
        log.put(entity, state(3, 1)); // what comes behind is not in it
        log = new EntityLog(scratch);
        log.restore(written);
      } else {
        int length = random.nextInt(100);
        long wakesAt = random.nextInt(1_000);
        log.put(entity, state(length, wakesAt));
        wanted.put(entity, inWords(length, wakesAt));
        times.put(entity, wakesAt);
      }
      assertThat(inWords(entity)).isEqualTo(wanted.getOrDefault(entity, "nothing"));
    }

    assertThat(log.size()).isEqualTo(wanted.size());
    for (int number = 0; number < entities; number++) {
      assertThat(inWords(entity(number))).isEqualTo(wanted.getOrDefault(entity(number), "nothing"));
    }
    List<Entity> due = new ArrayList<>();
    times.forEach(
        (entity, time) -> {
          if (time <= 500) {
            due.add(entity);
          }
        });
    assertThat(log.due(500)).containsExactlyInAnyOrderElementsOf(due);
    TreeMap<Long, Entity> later = new TreeMap<>();
    times.forEach((entity, time) -> later.put(time, entity));
    assertThat(log.earliest())
        .isEqualTo(later.higherKey(500L) == null ? Long.MAX_VALUE : later.higherKey(500L));
  }

  @Test
  void whatWasWrittenStaysAsItWasWhenRecordsMove() throws IOException {
    log.put(ACCOUNT, state(50, 1));
    WrittenLog written = log.written();
    byte[] before = Arrays.copyOf(written.bytes(), written.length());

    for (int i = 0; i < 1_000; i++) {
      log.put(ACCOUNT, state(60, i));
    }

    assertThat(Arrays.copyOf(written.bytes(), written.length())).isEqualTo(before);
    assertThat(log.written().bytes()).isNotSameAs(written.bytes());
  }

  @Test
  void whatIsNoLongerTrueTakesNoRoomForEver() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      log.put(ACCOUNT, state(100, i));
      log.put(entity(i), state(1, i));
      log.remove(entity(i));
    }

    assertThat(log.size()).isEqualTo(1);
    assertThat(log.written().bytes().length).isLessThan(1_000);
    assertThat(inWords(ACCOUNT)).isEqualTo(inWords(100, 9_999));
  }

  @Test
  void whoIsForgottenTakesNoRoom() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      log.put(entity(i), state(100, i));
    }
    for (Entity entity : log.due(9_998)) {
      log.remove(entity);
    }

    assertThat(log.size()).isEqualTo(1);
    assertThat(log.written().bytes().length).isLessThan(1_000);
    assertThat(inWords(entity(9_999))).isEqualTo(inWords(100, 9_999));
  }
}
