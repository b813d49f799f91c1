package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DistinctWithinTest {

  private static final long PANE = 100;
  private static final int PANES = 8;
  private static final int KEYS = 30;

  private record Sight(int key, long at, int marks) {}

  /** A key's newest pane, times and marks; forgotten once newer panes have pushed it out. */
  private static final class Naive {
    private final Map<Integer, long[]> keys = new HashMap<>();
    private long newest = Long.MIN_VALUE;

    int add(Sight sight) {
      long pane = Math.floorDiv(sight.at, PANE);
      if (newest != Long.MIN_VALUE && pane <= newest - PANES) {
        return 0;
      }
      newest = Math.max(newest, pane);
      keys.values().removeIf(key -> key[0] <= newest - PANES);
      long[] key = keys.computeIfAbsent(sight.key, k -> new long[] {pane, 0, 0});
      key[0] = Math.max(key[0], pane);
      key[1] = Math.min(255, key[1] + 1);
      key[2] |= sight.marks;
      return (int) key[1];
    }

    long distinct(long at, int lastPanes, KeyCondition condition) {
      long end = Math.max(newest, Math.floorDiv(at, PANE));
      return keys.values().stream()
          .filter(key -> key[0] > end - lastPanes)
          .filter(key -> condition.test((int) key[1], (int) key[2]))
          .count();
    }
  }

  @Provide
  Arbitrary<List<Sight>> sights() {
    return Combinators.combine(
            Arbitraries.integers().between(1, KEYS),
            Arbitraries.longs().between(-2000, 2000),
            Arbitraries.integers().between(0, 255))
        .as(Sight::new)
        .list()
        .ofMaxSize(120);
  }

  private static long hash(int key) {
    return Hashes.of("key " + key);
  }

  private static DistinctWithin distinct(int capacity) {
    return new DistinctWithin(Duration.ofMillis(PANE * PANES), PANES, capacity);
  }

  @Property
  void belowItsCapacityItIsExact(
      @ForAll("sights") List<Sight> sights,
      @ForAll @LongRange(min = -3000, max = 4000) long later,
      @ForAll @IntRange(min = 1, max = PANES) int lastPanes) {
    DistinctWithin distinct = distinct(KEYS);
    Naive naive = new Naive();

    for (Sight sight : sights) {
      assertThat(distinct.add(hash(sight.key), sight.at, sight.marks)).isEqualTo(naive.add(sight));
    }

    assertThat(distinct.distinct(later, lastPanes))
        .isEqualTo(naive.distinct(later, lastPanes, (times, marks) -> true));
    assertThat(distinct.distinct(later, lastPanes, (times, marks) -> marks % 2 == 1))
        .isEqualTo(naive.distinct(later, lastPanes, (times, marks) -> marks % 2 == 1));
    assertThat(distinct.distinct(later, (times, marks) -> times > 1 && marks % 2 == 1))
        .isEqualTo(naive.distinct(later, PANES, (times, marks) -> times > 1 && marks % 2 == 1));
    assertThat(distinct.distinct(later, lastPanes, (times, marks) -> marks % 2 == 1))
        .isEqualTo(naive.distinct(later, lastPanes, (times, marks) -> marks % 2 == 1));
    for (int key = 1; key <= KEYS; key++) {
      long[] known = naive.keys.get(key);
      boolean live = known != null && known[0] > Math.floorDiv(later, PANE) - PANES;
      assertThat(distinct.seen(hash(key), later)).isEqualTo(live ? Seen.YES : Seen.NO);
      assertThat(distinct.marks(hash(key), later)).isEqualTo(live ? (int) known[2] : 0);
    }
  }

  @Property
  void nothingIsLeftFromItsEndOn(@ForAll("sights") List<Sight> sights) {
    DistinctWithin distinct = distinct(KEYS);
    sights.forEach(sight -> distinct.add(hash(sight.key), sight.at, 0));

    if (sights.isEmpty()) {
      assertThat(distinct.endsAt()).isEqualTo(StatePart.NEVER);
    } else {
      assertThat(distinct.distinct(distinct.endsAt())).isZero();
      assertThat(distinct.distinct(distinct.endsAt() - 1)).isPositive();
    }
  }

  @Property
  void itGivesTheSameAnswersOnceItWasStored(
      @ForAll("sights") List<Sight> sights,
      @ForAll @IntRange(min = 16, max = KEYS) int capacity,
      @ForAll @LongRange(min = -3000, max = 4000) long later) {
    DistinctWithin distinct = distinct(capacity);
    sights.forEach(sight -> distinct.add(hash(sight.key), sight.at, sight.marks));

    DistinctWithin read = Stored.into(distinct(capacity), distinct);

    assertThat(read.endsAt()).isEqualTo(distinct.endsAt());
    assertThat(read.size()).isEqualTo(distinct.size()).isLessThanOrEqualTo(capacity);
    for (int key = 1; key <= KEYS; key++) {
      assertThat(read.seen(hash(key), later)).isEqualTo(distinct.seen(hash(key), later));
      assertThat(read.marks(hash(key), later)).isEqualTo(distinct.marks(hash(key), later));
      assertThat(read.add(hash(key), later, 1)).isEqualTo(distinct.add(hash(key), later, 1));
      assertThat(read.distinct(later)).isEqualTo(distinct.distinct(later));
    }
  }

  @Property(tries = 20)
  void farAboveItsCapacityItStaysBoundedAndNearTheTruth(@ForAll int salt) {
    int capacity = 512;
    DistinctWithin distinct = distinct(capacity);
    for (int key = 0; key < 20 * capacity; key++) {
      distinct.add(Hashes.of(salt + " " + key), 0, key % 4 == 0 ? 1 : 0);
      assertThat(distinct.size()).isLessThanOrEqualTo(capacity);
    }

    assertThat(distinct.distinct(0)).isCloseTo(20L * capacity, withPercentage(25));
    assertThat(Stored.bytes(distinct)).hasSizeLessThan(capacity * 9 + 20);
  }

  @Test
  void aKeyThatIsNotFollowedCannotBeTold() {
    DistinctWithin distinct = distinct(16);
    for (int key = 0; key < 1000; key++) {
      distinct.add(hash(key), 0, 0);
    }

    assertThat(distinct.seen(hash(7_000_001) | 1, 0)).isEqualTo(Seen.UNKNOWN);
  }

  @Test
  void onceItIsEmptyItIsExactAgain() {
    DistinctWithin distinct = distinct(16);
    for (int key = 0; key < 1000; key++) {
      distinct.add(hash(key), 0, 0);
    }
    for (int key = 0; key < 16; key++) {
      distinct.add(hash(key), 1_000_000, 0);
    }

    assertThat(distinct.distinct(1_000_000)).isEqualTo(16);
  }

  @Test
  void aMarkCountsForNothingElse() {
    DistinctWithin keys = distinct(16);
    keys.add(hash(1), 0, 1);
    keys.mark(hash(1), PANE, 2);
    keys.mark(hash(2), PANE, 2);

    assertThat(keys.distinct(PANE)).isEqualTo(1);
    assertThat(keys.distinct(PANE, (times, marks) -> times == 1 && marks == 3)).isEqualTo(1);
    assertThat(keys.endsAt()).isEqualTo(PANE * PANES);

    keys.mark(hash(1), PANE * PANES, 4);
    assertThat(keys.marks(hash(1), PANE)).isEqualTo(3);
  }
}
