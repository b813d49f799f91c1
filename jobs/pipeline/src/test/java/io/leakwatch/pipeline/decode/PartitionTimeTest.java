package io.leakwatch.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.decode.PartitionTime.Suspect;
import io.leakwatch.pipeline.decode.PartitionTime.Verdict;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class PartitionTimeTest {

  private static final long T = 1_700_000_000_000L;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 3_600_000;
  private static final long MAX_AHEAD = 5 * MINUTE;
  private static final long LATENESS = 10 * MINUTE;
  private static final int BULK = 21;

  /** A record as it was judged. */
  private record Judged(long at, boolean isWrong, Suspect suspect) {
    boolean isBelieved() {
      return suspect == null || suspect.verdict() == Verdict.BELIEVED;
    }
  }

  private final PartitionTime time = new PartitionTime(MAX_AHEAD, BULK);
  private final List<Judged> all = new ArrayList<>();
  private long clock;

  private Judged judge(long at, boolean isWrong) {
    Judged judged = new Judged(at, isWrong, time.judge(at));
    all.add(judged);
    return judged;
  }

  private void good(int count, long from, long step) {
    for (int i = 0; i < count; i++) {
      judge(from + i * step, false);
    }
  }

  private List<Judged> wrong() {
    return all.stream().filter(Judged::isWrong).toList();
  }

  /**
   * How time went on since the record before: by seconds, or hours where nobody came.
   *
   * @param ahead how far its clock is ahead; little, and maybe less than 0, for one that is right
   */
  private record Step(long millis, long ahead, boolean isWrong) {}

  @Provide
  Arbitrary<List<Step>> traffic() {
    Arbitrary<Long> steps =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.longs().between(0, 40 * SECOND)),
            Tuple.of(1, Arbitraries.longs().between(MINUTE, 9 * HOUR)));
    Arbitrary<List<Step>> good =
        Combinators.combine(steps, Arbitraries.longs().between(-MINUTE, MINUTE))
            .as((millis, off) -> new Step(millis, off, false))
            .list()
            .ofSize(120);
    Arbitrary<List<Long>> wrong =
        Arbitraries.longs().between(1, 24 * HOUR).list().ofMaxSize(BULK / 2);
    Arbitrary<List<Integer>> places =
        Arbitraries.integers().between(0, 120).list().ofSize(BULK / 2);
    return Combinators.combine(good, wrong, places)
        .as(
            (right, ahead, where) -> {
              List<Step> mixed = new ArrayList<>(right);
              for (int i = 0; i < ahead.size(); i++) {
                mixed.add(where.get(i), new Step(0, ahead.get(i), true));
              }
              return mixed;
            });
  }

  @Property(tries = 300)
  void noMinorityOfWrongClocksMakesAGoodRecordLateOrHasItRefused(
      @ForAll("traffic") List<Step> traffic) {
    PartitionTime partition = new PartitionTime(MAX_AHEAD, BULK);
    List<Judged> judged = new ArrayList<>();
    long now = T;
    for (Step step : traffic) {
      now += step.millis();
      Judged each =
          new Judged(now + step.ahead(), step.isWrong(), partition.judge(now + step.ahead()));
      judged.add(each);
      if (!each.isWrong() && each.suspect() == null) {
        assertThat(partition.isLate(each.at(), LATENESS)).as(traffic.toString()).isFalse();
      }
    }
    partition.decideAfter(0, 0);
    assertThat(judged).filteredOn(each -> !each.isWrong()).allMatch(Judged::isBelieved);
    assertThat(judged)
        .filteredOn(each -> each.suspect() != null)
        .allMatch(each -> each.suspect().verdict() != Verdict.OPEN);
  }

  @Test
  void ofTwentyRecordsAnHourAheadNoneMovesTime() {
    PartitionTime real = new PartitionTime(MAX_AHEAD);
    List<Suspect> ahead = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      real.judge(T + i * 100L);
      if (i >= 1_000 && i < 1_020) {
        ahead.add(real.judge(T + i * 100L + 59 * MINUTE));
      }
      assertThat(real.newest()).isLessThanOrEqualTo(T + i * 100L);
      assertThat(real.isLate(T + i * 100L, LATENESS)).isFalse();
    }
    assertThat(ahead).hasSize(20).allMatch(each -> each.verdict() == Verdict.REFUTED);
  }

  @Test
  void aClockThatIsWrongForHoursIsRefusedForHours() {
    for (int i = 0; i < 10_000; i++) {
      judge(T + i * SECOND + (i % 10 == 7 ? 59 * MINUTE : 0), i % 10 == 7);
    }
    good(BULK, T + 10_000 * SECOND, SECOND);

    assertThat(wrong()).hasSize(1_000).allMatch(each -> !each.isBelieved());
    assertThat(all).filteredOn(each -> !each.isWrong()).allMatch(Judged::isBelieved);
    assertThat(time.newest()).isEqualTo(T + (10_000 + BULK - 1) * SECOND);
  }

  @Test
  void afterANightThatWasWatchedNoRecordIsASuspect() {
    time.measureBy(() -> clock);
    good(BULK, T, SECOND);
    clock += 8 * HOUR;

    assertThat(judge(T + 8 * HOUR, false).suspect()).isNull();
    assertThat(judge(T + 8 * HOUR + BULK * SECOND + MAX_AHEAD, false).suspect()).isNotNull();
    assertThat(time.newest()).isEqualTo(T + 8 * HOUR);
  }

  @Test
  void whereFewComeNobodyIsASuspectAsLongAsTheClockGoesOnWithThem() {
    time.measureBy(() -> clock);
    good(BULK, T, SECOND);
    for (int i = 1; i < 100; i++) {
      clock += 10 * MINUTE;
      assertThat(judge(T + i * 10L * MINUTE, false).suspect()).isNull();
    }
  }

  @Test
  void afterANightThatIsReadLaterTheRecordsOfTheMorningAreBelievedOnceTheyAreTheBulk() {
    good(BULK, T, SECOND);
    good(10, T + 8 * HOUR, SECOND);
    assertThat(time.newest()).isEqualTo(T + (BULK - 1) * SECOND);

    good(BULK * 3, T + 8 * HOUR + MINUTE, SECOND);

    assertThat(all).allMatch(Judged::isBelieved);
    assertThat(time.newest()).isEqualTo(T + 8 * HOUR + MINUTE + (BULK * 3 - 1) * SECOND);
  }

  @Test
  void aFewRecordsThatAreTheLastForAWhileAreBelieved() {
    time.measureBy(() -> clock);
    good(BULK, T, SECOND);
    good(2, T + 8 * HOUR, SECOND);
    clock += 4_999;
    time.decideAfter(5_000, 1_000);
    assertThat(time.newest()).isEqualTo(T + (BULK - 1) * SECOND);

    clock += 1;
    time.decideAfter(5_000, 1_000);

    assertThat(time.newest()).isEqualTo(T + 8 * HOUR + SECOND);
    assertThat(time.isLate(T + 8 * HOUR, LATENESS)).isFalse();
  }

  @Test
  void aBrokerThatPausesBehindAWrongClockMakesNobodyLate() {
    time.measureBy(() -> clock);
    good(BULK, T, SECOND);
    judge(T + 59 * MINUTE, true);
    clock += 5_000;
    time.decideAfter(5_000, 1_000);
    assertThat(time.newest()).isEqualTo(T + 59 * MINUTE);

    for (int i = 0; i < 200; i++) {
      judge(T + MINUTE + i * SECOND, false);
      assertThat(time.isLate(T + MINUTE + i * SECOND, LATENESS)).isFalse();
    }
    assertThat(time.isLate(T - LATENESS, LATENESS)).isTrue();
  }

  @Test
  void whatAnEarlierRunHasReadDecidesWhatIsLate() {
    time.goOnFrom(T);

    assertThat(time.isLate(T - LATENESS, LATENESS)).isFalse();
    assertThat(time.isLate(T - LATENESS - 1, LATENESS)).isTrue();
    assertThat(time.newest()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aPartitionOfWhichLittleIsReadIsJudgedByThatAfterASecond() {
    time.measureBy(() -> clock);
    judge(T, false);
    clock += 500;
    judge(T + 2 * HOUR, true);
    judge(T + SECOND, false);
    judge(T + 2 * SECOND, false);
    clock += 1_000;
    time.decideAfter(5_000, 1_000);

    assertThat(wrong()).noneMatch(Judged::isBelieved);
    assertThat(time.newest()).isEqualTo(T + 2 * SECOND);
    assertThat(judge(T + 3 * SECOND, false).suspect()).isNull();
  }
}
