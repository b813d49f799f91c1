package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Hashes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AcquaintancesTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long NOW = 490_000 * HOUR;
  private static final Duration LIFE = Duration.ofHours(50);
  private static final int CAPACITY = 8;

  private static Acquaintances keys() {
    return new Acquaintances(CAPACITY, LIFE, Duration.ofHours(1));
  }

  @Property
  void withRoomForAllItAnswersAsANaiveMemoryDoes(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = CAPACITY) Integer> seen,
      @ForAll @Size(value = 40) List<@LongRange(min = 0, max = 20 * 3_600_000L) Long> pauses,
      @ForAll @LongRange(min = 0, max = 60 * 3_600_000L) long later) {
    Acquaintances keys = keys();
    Map<Integer, Long> naive = new HashMap<>();
    Set<Long> occasions = new HashSet<>();
    long at = NOW;
    long grown = NOW;
    for (int i = 0; i < seen.size(); i++) {
      long before = at;
      at += pauses.get(i);
      if (i == 0 || at / HOUR - before / HOUR >= 50) {
        occasions.clear();
        naive.clear();
      }
      keys.add(Hashes.of("key " + seen.get(i)), at);
      if (naive.put(seen.get(i), at) == null) {
        grown = at / HOUR * HOUR;
      }
      occasions.add(at / HOUR);
    }
    Acquaintances read = Stored.into(keys(), keys);
    long now = at + later;
    boolean remembered = !seen.isEmpty() && now / HOUR - at / HOUR < 50;

    for (int key = 1; key <= CAPACITY; key++) {
      boolean expected = naive.containsKey(key) && now / HOUR - naive.get(key) / HOUR < 50;
      assertThat(keys.isFamiliar(Hashes.of("key " + key), now)).isEqualTo(expected);
      assertThat(read.isFamiliar(Hashes.of("key " + key), now)).isEqualTo(expected);
    }
    assertThat(keys.occasions(now)).isEqualTo(remembered ? occasions.size() : 0);
    assertThat(read.occasions(now)).isEqualTo(keys.occasions(now));
    assertThat(keys.settledFor(now)).isEqualTo(remembered ? now - grown : 0);
    assertThat(read.settledFor(now)).isEqualTo(keys.settledFor(now));
    assertThat(read.endsAt())
        .isEqualTo(keys.endsAt())
        .isEqualTo(seen.isEmpty() ? StatePart.NEVER : (at / HOUR + 50) * HOUR);
  }

  @Property
  void howeverManyKeysComeItStaysSmall(
      @ForAll @Size(max = 60) List<@LongRange(min = 1, max = 1_000_000) Long> seen,
      @ForAll @Size(value = 60) List<@LongRange(min = -1_000, max = 3_600_000L) Long> steps) {
    Acquaintances keys = keys();
    long at = NOW;
    for (int i = 0; i < seen.size(); i++) {
      at += steps.get(i);
      keys.add(Hashes.of("key " + seen.get(i)), at);
    }

    assertThat(Stored.bytes(keys).length).isLessThanOrEqualTo(50);
    if (!seen.isEmpty()) {
      assertThat(keys.isFamiliar(Hashes.of("key " + seen.get(seen.size() - 1)), at)).isTrue();
    }
  }

  @Test
  void anOrdinaryAccountTakesTwentySixBytes() {
    Acquaintances keys = new Acquaintances(CAPACITY, Duration.ofDays(14), Duration.ofHours(2));
    for (String key : List.of("phone", "laptop", "home", "carrier")) {
      keys.add(Hashes.of(key), NOW);
    }

    assertThat(Stored.bytes(keys)).hasSize(26);
  }

  @Test
  void theKeySeenLongestAgoMakesWay() {
    Acquaintances keys = keys();
    for (int i = 1; i <= CAPACITY; i++) {
      keys.add(i, NOW + i * HOUR);
    }
    keys.add(1, NOW + 9 * HOUR);
    keys.add(100, NOW + 10 * HOUR);

    assertThat(keys.isFamiliar(1, NOW + 10 * HOUR)).isTrue();
    assertThat(keys.isFamiliar(2, NOW + 10 * HOUR)).isFalse();
    assertThat(keys.isFamiliar(100, NOW + 10 * HOUR)).isTrue();
  }

  @Test
  void nothingIsNoKeyAndTheVeryOldCountsForNothing() {
    Acquaintances keys = keys();
    keys.add(0, NOW);

    assertThat(keys.endsAt()).isEqualTo(StatePart.NEVER);

    keys.add(7, NOW);
    keys.add(8, NOW - 51 * HOUR);

    assertThat(keys.isFamiliar(0, NOW)).isFalse();
    assertThat(keys.isFamiliar(8, NOW)).isFalse();
    assertThat(keys.occasions(NOW)).isEqualTo(1);
  }
}
