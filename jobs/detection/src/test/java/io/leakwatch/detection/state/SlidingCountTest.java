package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SlidingCountTest {

  private static final long PANE = 100;

  /** Remembers every event and counts them again each time. */
  private static final class Naive {
    private final int panes;
    private final List<Long> counted = new ArrayList<>();
    private long newest = Long.MIN_VALUE;

    Naive(int panes) {
      this.panes = panes;
    }

    void add(long at) {
      long pane = Math.floorDiv(at, PANE);
      newest = Math.max(newest, pane);
      if (pane > newest - panes) {
        counted.add(pane);
      }
    }

    long total(long at) {
      long end = Math.max(newest, Math.floorDiv(at, PANE));
      return counted.stream().filter(pane -> pane > end - panes).count();
    }
  }

  @Provide
  Arbitrary<List<Long>> times() {
    return Arbitraries.longs().between(-3000, 3000).list().ofMaxSize(60);
  }

  private static SlidingCount count(int panes) {
    return new SlidingCount(Duration.ofMillis(panes * PANE), panes);
  }

  @Property
  void itCountsLikeANaiveModelInWhateverOrder(
      @ForAll("times") List<Long> times,
      @ForAll @IntRange(min = 1, max = 20) int panes,
      @ForAll @LongRange(min = -4000, max = 6000) long later) {
    SlidingCount count = count(panes);
    Naive naive = new Naive(panes);

    for (long at : times) {
      count.add(at);
      naive.add(at);
      assertThat((long) count.total(at)).isEqualTo(naive.total(at));
    }

    assertThat((long) count.total(later)).isEqualTo(times.isEmpty() ? 0 : naive.total(later));
  }

  @Property
  void nothingIsLeftFromItsEndOn(
      @ForAll("times") List<Long> times, @ForAll @IntRange(min = 1, max = 20) int panes) {
    SlidingCount count = count(panes);
    times.forEach(count::add);

    if (times.isEmpty()) {
      assertThat(count.endsAt()).isEqualTo(StatePart.NEVER);
    } else {
      assertThat(count.total(count.endsAt())).isZero();
      assertThat(count.total(count.endsAt() - 1)).isPositive();
    }
  }

  @Property
  void itGivesTheSameAnswersOnceItWasStored(
      @ForAll("times") List<Long> times,
      @ForAll @IntRange(min = 1, max = 20) int panes,
      @ForAll @LongRange(min = -4000, max = 6000) long later) {
    SlidingCount count = count(panes);
    times.forEach(count::add);

    SlidingCount read = Stored.into(count(panes), count);

    assertThat(read.total(later)).isEqualTo(count.total(later));
    assertThat(read.endsAt()).isEqualTo(count.endsAt());
    count.add(later);
    read.add(later);
    assertThat(read.total(later)).isEqualTo(count.total(later));
  }

  @Property
  void theLastPanesCountLikeAShorterWindow(
      @ForAll("times") List<Long> times, @ForAll @IntRange(min = 1, max = 10) int lastPanes) {
    List<Long> sorted = times.stream().sorted().toList();
    SlidingCount count = count(10);
    SlidingCount shorter = count(lastPanes);

    for (long at : sorted) {
      count.add(at);
      shorter.add(at);
      assertThat(count.total(at, lastPanes)).isEqualTo(shorter.total(at));
    }
  }

  @Test
  void aLongPauseForgetsEverything() {
    SlidingCount count = count(10);
    count.add(0);
    count.add(1_700_000_000_000L);

    assertThat(count.total(1_700_000_000_000L)).isEqualTo(1);
  }
}
