package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

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
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SlidingCountsTest {

  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final int PANES = 10;
  private static final int KEYS = 5;

  private record Seen(long key, long at) {}

  @Provide
  Arbitrary<List<Seen>> sightings() {
    return Combinators.combine(
            Arbitraries.longs().between(1, KEYS), Arbitraries.longs().between(-3000, 3000))
        .as(Seen::new)
        .list()
        .ofMaxSize(60);
  }

  private static SlidingCounts counts(int capacity) {
    return new SlidingCounts(WINDOW, PANES, capacity);
  }

  @Property
  void eachKeyIsCountedAsIfItWereAlone(
      @ForAll("sightings") List<Seen> sightings,
      @ForAll @LongRange(min = -4000, max = 5000) long later) {
    SlidingCounts counts = counts(KEYS);
    Map<Long, SlidingCount> alone = new HashMap<>();

    for (Seen seen : sightings) {
      counts.add(seen.key(), seen.at(), 0);
      alone.computeIfAbsent(seen.key(), key -> new SlidingCount(WINDOW, PANES)).add(seen.at());
    }

    SlidingCounts read = Stored.into(counts(KEYS), counts);
    long newest = sightings.stream().mapToLong(Seen::at).max().orElse(0);
    long at = Math.max(newest, later);
    for (long key = 1; key <= KEYS; key++) {
      int expected = alone.containsKey(key) ? alone.get(key).total(at) : 0;
      assertThat(counts.total(key, at)).isEqualTo(expected);
      assertThat(read.total(key, at)).isEqualTo(expected);
    }
    assertThat(read.endsAt()).isEqualTo(counts.endsAt());
  }

  @Property
  void nothingIsLeftFromItsEndOn(@ForAll("sightings") List<Seen> sightings) {
    SlidingCounts counts = counts(2);
    sightings.forEach(seen -> counts.add(seen.key(), seen.at(), 1));

    if (sightings.isEmpty()) {
      assertThat(counts.endsAt()).isEqualTo(StatePart.NEVER);
    }
    for (long key = 1; key <= KEYS; key++) {
      assertThat(counts.total(key, Math.max(counts.endsAt(), -4000))).isZero();
      assertThat(counts.marks(key, Math.max(counts.endsAt(), -4000))).isZero();
    }
  }

  @Test
  void aBusyKeyIsNotDrivenOutByManyOthers() {
    SlidingCounts counts = counts(3);
    for (int i = 0; i < 500; i++) {
      counts.add(7, i, 0);
      counts.add(1000 + i, i, 0);
    }

    assertThat(counts.total(7, 499)).isEqualTo(500);
    assertThat(Stored.bytes(counts)).hasSizeLessThan(100);
  }

  @Test
  void marksAddUpAndEndWithTheWindow() {
    SlidingCounts counts = counts(3);
    counts.add(7, 0, 1);
    counts.add(7, 500, 4);
    assertThat(Stored.into(counts(3), counts).marks(7, 600)).isEqualTo(5);

    counts.add(7, 5000, 2);

    assertThat(counts.marks(7, 5000)).isEqualTo(2);
    assertThat(counts.marks(8, 5000)).isZero();
  }

  @Test
  void aKeyThatWasRemovedBeginsAnew() {
    SlidingCounts counts = counts(3);
    counts.add(7, 0, 1);
    counts.remove(7);
    counts.add(7, 10, 0);

    assertThat(counts.total(7, 10)).isEqualTo(1);
    assertThat(counts.marks(7, 10)).isZero();
  }
}
