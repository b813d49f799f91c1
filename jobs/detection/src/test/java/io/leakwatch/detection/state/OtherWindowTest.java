package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Hashes;
import java.time.Duration;
import java.util.ArrayList;
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

/** What was written with one window is read with another: an option was changed meanwhile. */
class OtherWindowTest {

  private static final long T = 1_767_600_000_000L;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int KEYS = 12;

  private record Sight(int key, long at, int marks) {}

  /** A window, as it is cut into panes. */
  private record Cut(long millis, int panes) {

    Duration window() {
      return Duration.ofMillis(millis);
    }

    long pane() {
      return Math.max(1, millis / panes);
    }

    /** How far back it sees: what panes are too short for is not seen. */
    long length() {
      return pane() * panes;
    }
  }

  /** From half a minute to three days, in hours, minutes, seconds or odd milliseconds. */
  @Provide
  Arbitrary<Cut> cuts() {
    Arbitrary<Long> windows =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 72).map(hours -> hours * 3_600_000),
            Arbitraries.longs().between(1, 600).map(minutes -> minutes * 60_000),
            Arbitraries.longs().between(30, 7200).map(seconds -> seconds * 1000),
            Arbitraries.longs().between(30_000, 7_200_000));
    return Combinators.combine(windows, Arbitraries.integers().between(1, 60)).as(Cut::new);
  }

  @Provide
  Arbitrary<List<Sight>> sights() {
    return Combinators.combine(
            Arbitraries.integers().between(1, KEYS),
            Arbitraries.longs().between(T, T + DAY),
            Arbitraries.integers().between(0, 255))
        .as(Sight::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  private static long hash(int key) {
    return Hashes.of("key " + key);
  }

  private static long newest(List<Sight> sights) {
    return sights.stream().mapToLong(Sight::at).max().orElseThrow();
  }

  /** From then on both windows hold it, however coarse their panes are. */
  private static long heldByBoth(Cut before, Cut after, long now) {
    return now - Math.min(before.length(), after.length()) + before.pane() + after.pane();
  }

  private static DistinctWithin distinct(Cut cut) {
    return new DistinctWithin(cut.window(), cut.panes(), KEYS + 1);
  }

  @Property
  void distinctKeysCountForAsLongAsBothWindowsHoldThem(
      @ForAll("sights") List<Sight> sights,
      @ForAll("cuts") Cut before,
      @ForAll("cuts") Cut after,
      @ForAll @LongRange(min = 0, max = 3 * 86_400_000L) long later) {
    DistinctWithin written = distinct(before);
    DistinctWithin fresh = distinct(after);
    Map<Integer, Long> lastSeen = new HashMap<>();
    for (Sight sight : sights) {
      written.add(hash(sight.key), sight.at, sight.marks);
      fresh.add(hash(sight.key), sight.at, sight.marks);
      lastSeen.merge(sight.key, sight.at, Math::max);
    }
    long newest = newest(sights);
    long now = newest + later;

    DistinctWithin read = Stored.into(distinct(after), written);

    long held =
        lastSeen.values().stream().filter(at -> at > heldByBoth(before, after, now)).count();
    assertThat(read.distinct(now))
        .isBetween(held, fresh.distinct(now))
        .isLessThanOrEqualTo(written.size());
    assertThat(read.endsAt()).isLessThanOrEqualTo(newest + after.length() + after.pane());
    lastSeen.forEach(
        (key, at) -> {
          if (at > heldByBoth(before, after, now)) {
            assertThat(read.marks(hash(key), now)).isEqualTo(written.marks(hash(key), at));
          }
        });
    long counted = read.distinct(now);
    assertThat(read.add(hash(KEYS + 1), now, 1)).isEqualTo(1);
    assertThat(read.distinct(now)).isEqualTo(counted + 1);
    assertThat(read.distinct(read.endsAt())).isZero();
  }

  @Property
  void theShortPartOfAWindowCountsNoMoreThanItWouldHave(
      @ForAll("sights") List<Sight> sights,
      @ForAll("cuts") Cut before,
      @ForAll("cuts") Cut after,
      @ForAll @IntRange(min = 1, max = 10) int lastPanes,
      @ForAll @LongRange(min = 0, max = 86_400_000L) long later) {
    DistinctWithin written = distinct(before);
    DistinctWithin fresh = distinct(after);
    SlidingCount writtenCount = new SlidingCount(before.window(), before.panes());
    SlidingCount freshCount = new SlidingCount(after.window(), after.panes());
    for (Sight sight : sights) {
      written.add(hash(sight.key), sight.at, 0);
      fresh.add(hash(sight.key), sight.at, 0);
      writtenCount.add(sight.at);
      freshCount.add(sight.at);
    }
    long now = newest(sights) + later;
    int last = Math.min(lastPanes, after.panes());

    DistinctWithin read = Stored.into(distinct(after), written);
    SlidingCount readCount =
        Stored.into(new SlidingCount(after.window(), after.panes()), writtenCount);

    assertThat(read.distinct(now, last)).isLessThanOrEqualTo(fresh.distinct(now, last));
    assertThat(readCount.total(now, last)).isLessThanOrEqualTo(freshCount.total(now, last));
  }

  @Property
  void timesCountForAsLongAsBothWindowsHoldThem(
      @ForAll("sights") List<Sight> sights,
      @ForAll("cuts") Cut before,
      @ForAll("cuts") Cut after,
      @ForAll @LongRange(min = 0, max = 3 * 86_400_000L) long later) {
    SlidingCount written = new SlidingCount(before.window(), before.panes());
    SlidingCount fresh = new SlidingCount(after.window(), after.panes());
    for (Sight sight : sights) {
      written.add(sight.at);
      fresh.add(sight.at);
    }
    long newest = newest(sights);
    long now = newest + later;

    SlidingCount read = Stored.into(new SlidingCount(after.window(), after.panes()), written);

    long held = sights.stream().filter(each -> each.at > heldByBoth(before, after, now)).count();
    assertThat((long) read.total(now))
        .isBetween(held, (long) fresh.total(now))
        .isLessThanOrEqualTo(written.total(newest));
    assertThat(read.endsAt()).isLessThanOrEqualTo(newest + after.length() + after.pane());
    assertThat(read.total(read.endsAt())).isZero();
    int counted = read.total(now);
    read.add(now);
    assertThat(read.total(now)).isEqualTo(counted + 1);
  }

  @Property
  void timesOfEachKeyCountForAsLongAsBothWindowsHoldThem(
      @ForAll("sights") List<Sight> sights,
      @ForAll("cuts") Cut before,
      @ForAll("cuts") Cut after,
      @ForAll @LongRange(min = 0, max = 3 * 86_400_000L) long later) {
    List<Sight> inOrder = new ArrayList<>(sights);
    inOrder.sort((one, other) -> Long.compare(one.at, other.at));
    SlidingCounts written = new SlidingCounts(before.window(), before.panes(), KEYS);
    SlidingCounts fresh = new SlidingCounts(after.window(), after.panes(), KEYS);
    for (Sight sight : inOrder) {
      written.add(sight.key, sight.at, sight.marks);
      fresh.add(sight.key, sight.at, sight.marks);
    }
    long newest = newest(sights);
    long now = newest + later;

    SlidingCounts read =
        Stored.into(new SlidingCounts(after.window(), after.panes(), KEYS), written);

    for (int key = 1; key <= KEYS; key++) {
      long wanted = key;
      long held =
          sights.stream()
              .filter(each -> each.key == wanted && each.at > heldByBoth(before, after, now))
              .count();
      assertThat((long) read.total(key, now)).isBetween(held, (long) fresh.total(key, now));
    }
    assertThat(read.endsAt()).isLessThanOrEqualTo(newest + after.length() + after.pane());
    int counted = read.total(1, now);
    read.add(1, now, 0);
    assertThat(read.total(1, now)).isEqualTo(counted + 1);
  }

  @Test
  void theWindowOfSprayingMayBeDoubledOrHalved() {
    Cut halfADay = new Cut(DAY / 2, 24);
    DistinctWithin written = new DistinctWithin(halfADay.window(), 24, 256);
    for (int key = 0; key < 10; key++) {
      written.add(hash(key), T + key * DAY / 24, 1);
    }
    long now = T + 10 * DAY / 24;

    DistinctWithin longer = Stored.into(new DistinctWithin(Duration.ofDays(1), 24, 256), written);
    DistinctWithin shorter = Stored.into(new DistinctWithin(Duration.ofHours(6), 24, 256), written);

    assertThat(longer.distinct(now)).isEqualTo(10);
    assertThat(longer.endsAt()).isLessThanOrEqualTo(now + DAY);
    assertThat(shorter.distinct(now)).isEqualTo(5);
    assertThat(shorter.endsAt()).isLessThanOrEqualTo(now + DAY / 4);
  }

  /** Of an entity of which little is remembered each byte counts, and there are millions. */
  @Test
  void whatItWasCutIntoTakesNoByteMore() {
    DistinctWithin keys = new DistinctWithin(Duration.ofHours(12), 24, 256);
    keys.add(hash(1), T, 0);
    SlidingCount count = new SlidingCount(Duration.ofHours(12), 24);
    count.add(T);

    assertThat(Stored.bytes(keys)).hasSize(2 + 3 + 7);
    assertThat(Stored.bytes(count)).hasSize(3 + 3);
  }
}
