package io.leakwatch.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.pipeline.watch.CollidingIds;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the memory of entities promises, whatever state backend it is on. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
abstract class MemoryContract {

  private static final long MINUTE = 60_000;
  private static final long T = 1_700_000_040_000L;
  private static final Entity ANN = account(1);
  private static final Entity BOB = account(2);

  /** More than are awake at once. */
  private static final int MANY = 20_000;

  private MemoryUnderTest under;

  abstract StateBackend backend();

  @BeforeEach
  void begin() throws Exception {
    under = MemoryUnderTest.empty(backend());
  }

  @AfterEach
  void end() throws Exception {
    under.close();
  }

  private static Entity account(int number) {
    return new Entity(SubjectType.ACCOUNT, "account-" + number);
  }

  private static byte[] slots(int mark) {
    byte[] slots = new byte[17];
    slots[0] = 1;
    slots[6] = 10;
    Arrays.fill(slots, 7, slots.length, (byte) mark);
    return slots;
  }

  private void put(Entity entity, int mark, long expiry) throws Exception {
    under.memory().keep(entity, new EntityState(slots(mark)), expiry);
  }

  private void putMany(List<Entity> entities) throws Exception {
    for (int i = 0; i < entities.size(); i++) {
      put(entities.get(i), i, T + MINUTE);
    }
  }

  private static List<Entity> accounts() {
    return IntStream.range(0, MANY).mapToObj(MemoryContract::account).toList();
  }

  private static byte[] remembered(MemoryUnderTest under, Entity entity) throws Exception {
    EntityState state = under.memory().of(entity);
    return state == null ? null : state.bytes(new DataOutputSerializer(16));
  }

  private void areAllRemembered(MemoryUnderTest by, List<Entity> entities) throws Exception {
    for (int i = 0; i < entities.size(); i++) {
      assertThat(remembered(by, entities.get(i))).as("%s", entities.get(i)).isEqualTo(slots(i));
    }
  }

  /** Goes on as a job does that is started from a checkpoint. */
  private void restart() throws Exception {
    OperatorSubtaskState stored = under.snapshot();
    under.close();
    under = MemoryUnderTest.restored(backend(), stored, 1, 0);
  }

  @Test
  void whatIsPutIsFoundAndNothingElse() throws Exception {
    put(ANN, 1, T);

    assertThat(remembered(under, ANN)).isEqualTo(slots(1));
    assertThat(remembered(under, BOB)).isNull();
    assertThat(remembered(under, new Entity(SubjectType.CLIENT, ANN.id()))).isNull();
  }

  @Test
  void whatSleptWhileThousandsWereSeenWakesAsItWas() throws Exception {
    List<Entity> all = accounts();
    putMany(all);

    areAllRemembered(under, all);
    put(ANN, 99, T);
    assertThat(remembered(under, ANN)).isEqualTo(slots(99));
  }

  @Test
  void whatIsForgottenIsGoneAwakeOrAsleepAndAfterARestart() throws Exception {
    put(ANN, 1, T);
    put(BOB, 2, T);
    under.memory().forget(ANN);
    assertThat(remembered(under, ANN)).isNull();

    restart();
    under.memory().forget(BOB);
    assertThat(remembered(under, ANN)).isNull();
    assertThat(remembered(under, BOB)).isNull();

    restart();
    assertThat(remembered(under, BOB)).isNull();
  }

  @Test
  void whatExpiresIsAnnouncedOnceAsleepOrRestoredAndNotBefore() throws Exception {
    put(ANN, 1, T + MINUTE);
    put(BOB, 2, T + 3 * MINUTE);
    restart();

    assertThat(under.expired(T)).isEmpty();
    assertThat(under.expired(T + 2 * MINUTE)).containsExactly(ANN);
    under.memory().forget(ANN);
    assertThat(under.expired(T + 90 * MINUTE)).containsExactly(BOB);
  }

  @Test
  void whatIsProlongedExpiresLaterAndSleepsOn() throws Exception {
    put(ANN, 1, T + MINUTE);
    restart();
    assertThat(under.expired(T + 2 * MINUTE)).containsExactly(ANN);
    EntityState state = under.memory().of(ANN);
    under.memory().prolong(ANN, state, T + 300 * MINUTE);

    assertThat(under.expired(T + 200 * MINUTE)).isEmpty();
    assertThat(remembered(under, ANN)).isEqualTo(slots(1));
    assertThat(under.expired(T + 500 * MINUTE)).containsExactly(ANN);
  }

  @Test
  void whoWasJustSeenStaysAwakeWhileThousandsAreLookedAt() throws Exception {
    List<Entity> all = accounts();
    putMany(all);
    restart();
    Entity hot = new Entity(SubjectType.CLIENT, "hot");
    put(hot, 5, T + MINUTE);
    EntityState awake = under.memory().of(hot);

    for (Entity entity : under.expired(T + 90 * MINUTE)) {
      under.memory().prolong(entity, under.memory().of(entity), T + 300 * MINUTE);
    }

    assertThat(under.memory().of(hot)).as("awake all the time").isSameAs(awake);
  }

  @Test
  void aCheckpointHoldsAllAndARestartFindsThem() throws Exception {
    List<Entity> all = accounts();
    putMany(all);
    restart();
    areAllRemembered(under, all);

    put(ANN, 77, T);
    restart();
    assertThat(remembered(under, ANN)).isEqualTo(slots(77));
  }

  @Test
  void twoSubtasksShareWhatOneStored() throws Exception {
    List<Entity> all = accounts();
    putMany(all);
    OperatorSubtaskState stored = under.snapshot();

    int found = 0;
    for (int index = 0; index < 2; index++) {
      try (MemoryUnderTest half = MemoryUnderTest.restored(backend(), stored, 2, index)) {
        List<Entity> own = new ArrayList<>();
        for (Entity entity : all) {
          if (Harnesses.subtaskOf(entity, MemoryUnderTest.GROUPS, 2) == index) {
            own.add(entity);
            assertThat(remembered(half, entity)).as("%s", entity).isNotNull();
          }
        }
        assertThat(half.expired(T + 90 * MINUTE)).containsExactlyInAnyOrderElementsOf(own);
        found += own.size();
      }
    }
    assertThat(found).isEqualTo(all.size());
  }

  @Test
  void aFloodOfIdsThatCollideAsTextsIsRememberedAndForgotten() throws Exception {
    List<Entity> colliding = CollidingIds.entities(SubjectType.FINGERPRINT, MANY);
    putMany(colliding);
    restart();
    areAllRemembered(under, colliding);

    List<Entity> expired = under.expired(T + 90 * MINUTE);
    assertThat(expired).containsExactlyInAnyOrderElementsOf(colliding);
    for (Entity entity : expired) {
      under.memory().forget(entity);
    }
    restart();
    for (Entity entity : colliding) {
      assertThat(remembered(under, entity)).isNull();
    }
    assertThat(under.expired(T + 900 * MINUTE)).isEmpty();
  }
}
