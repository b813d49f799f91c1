package io.leakwatch.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.TaskInfoImpl;
import org.junit.jupiter.api.Test;

class LoggedEntitiesTest {

  private static final long T = Harnesses.T;
  private static final long MINUTE = 60_000;
  private static final int LOGS = 60;
  private static final int ENTITIES = 3_000;

  private final LoggedEntities entities =
      new LoggedEntities(
          key -> new LogSegments(new StorageInMemory()), new TaskInfoImpl("watch", LOGS, 0, 1, 0));

  private static final class Memory extends SensorState {
    private final SlidingCount count = new SlidingCount(Duration.ofMinutes(1), 1);

    @Override
    protected List<StatePart> parts() {
      return List.of(count);
    }
  }

  private static final SlotOwner<Memory> OWNER =
      new SlotOwner<>(1, "a-detector", Memory::new, BegunAnew.never());

  private void putAll(long expiresAt) throws IOException {
    for (int i = 0; i < ENTITIES; i++) {
      put(new Entity(SubjectType.ACCOUNT, "u" + i), expiresAt);
    }
  }

  private void put(Entity entity, long expiresAt) throws IOException {
    EntityState state = new EntityState();
    state.of(OWNER).count.add(T);
    state.expiresAt(expiresAt);
    entities.put(entity, state);
  }

  @Test
  void logsTakeTurnsInBeingWalkedOverAndEachHasOneWithinTheHour() throws IOException {
    putAll(T);
    assertThat(entities.expired(T).entities()).as("what has waited so far").hasSize(ENTITIES);
    putAll(T + 1);

    List<Integer> sizes = new ArrayList<>();
    Set<String> due = new TreeSet<>();
    for (int minute = 1; minute <= 60; minute++) {
      List<Entity> now = entities.expired(T + minute * MINUTE).entities();
      sizes.add(now.size());
      now.forEach(entity -> due.add(entity.id()));
    }

    assertThat(due).hasSize(ENTITIES);
    assertThat(sizes).allMatch(size -> size < ENTITIES / 10);
  }

  @Test
  void afterAnOutageMillionsExpireInPortions() throws IOException {
    int all = 10 * ENTITIES;
    for (int i = 0; i < all; i++) {
      put(new Entity(SubjectType.ADDRESS, "203.0.113." + i), T);
    }

    Set<String> expired = new TreeSet<>();
    int portions = 0;
    EntityMemory.Expired portion;
    do {
      portion = entities.expired(T + MINUTE);
      assertThat(portion.entities()).hasSizeLessThanOrEqualTo(4096);
      for (Entity entity : portion.entities()) {
        assertThat(expired.add(entity.id())).as("%s expires once", entity).isTrue();
        entities.remove(entity);
      }
      portions++;
    } while (!portion.areAll());

    assertThat(expired).hasSize(all);
    assertThat(entities.size()).isZero();
    assertThat(portions).isGreaterThanOrEqualTo(all / 4096);
  }
}
