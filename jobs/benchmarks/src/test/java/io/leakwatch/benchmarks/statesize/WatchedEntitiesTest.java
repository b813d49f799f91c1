package io.leakwatch.benchmarks.statesize;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.SubjectType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weighed is exactly what lived, and no longer than it is remembered. */
class WatchedEntitiesTest {

  private static final Instant NOW = Instant.parse("2026-01-06T12:00:00Z");
  private static final int COUNT = 500;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT, 59, 61",
    "ADDRESS, 0, 2",
    "CLIENT, 34, 36",
    "CONVERSATION, 7, 9",
  })
  void everyEntityIsRememberedOnceUntilItsTimeIsOver(
      SubjectType kind, int daysRemembered, int daysForgotten) throws Exception {
    WatchedEntities entities = new WatchedEntities(kind, folder, NOW);
    OrdinaryDay day = OrdinaryDay.of(kind, NOW, 10);

    for (int number = 0; number < COUNT; number++) {
      day.live(number, entities::see);
    }

    assertThat(entities.checkpoint()).isBetween(COUNT * 50L, COUNT * 600L);
    entities.advanceTo(NOW.plus(Duration.ofDays(daysRemembered)));
    entities.checkpoint();
    assertThat(entities.remembered()).isEqualTo(COUNT);
    entities.advanceTo(NOW.plus(Duration.ofDays(daysForgotten)));
    assertThat(entities.remembered()).isZero();
  }
}
