package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.leakwatch.detection.state.SeasonalBaseline.Basis;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SeasonalBaselineTest {

  private static final long HOUR = 3_600_000;
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;
  private static final Duration LIFE = Duration.ofDays(35);

  private record Told(long hour, int amount) {

    long at() {
      return hour * HOUR + amount % HOUR;
    }
  }

  private static SeasonalBaseline baseline() {
    return new SeasonalBaseline(LIFE, 8);
  }

  /** Gives an hour's figure to the baseline for each of the hours. */
  private static void live(SeasonalBaseline baseline, int from, int until, LongUnaryOperator size) {
    for (long hour = from; hour < until; hour++) {
      baseline.add(size.applyAsLong(hour), hour * HOUR);
    }
  }

  private static double usual(SeasonalBaseline baseline, long hour) {
    baseline.add(0, hour * HOUR);
    return baseline.usual(hour * HOUR).value();
  }

  @Provide
  Arbitrary<List<Told>> told() {
    return Combinators.combine(
            Arbitraries.longs().between(-500, 1500), Arbitraries.integers().between(0, 100_000))
        .as(Told::new)
        .list()
        .ofMaxSize(80);
  }

  @Property
  void whatIsUsualWasNeverMoreThanTheLargestHour(
      @ForAll("told") List<Told> told, @ForAll @LongRange(min = -600, max = 3000) long later) {
    SeasonalBaseline baseline = baseline();
    told.forEach(each -> baseline.reaches(each.amount, each.at()));

    double largest = told.stream().mapToInt(Told::amount).max().orElse(0);
    assertThat(usual(baseline, later)).isBetween(0.0, Math.max(8, largest) * 1.06);
  }

  @Property
  void itGivesTheSameAnswersOnceItWasStored(
      @ForAll("told") List<Told> told, @ForAll @LongRange(min = -600, max = 3000) long later) {
    SeasonalBaseline baseline = baseline();
    told.forEach(each -> baseline.add(each.amount, each.at()));

    SeasonalBaseline read = Stored.into(baseline(), baseline);

    assertThat(read.endsAt()).isEqualTo(baseline.endsAt());
    assertThat(read.usual(later * HOUR)).isEqualTo(baseline.usual(later * HOUR));
    assertThat(read.current(later * HOUR)).isEqualTo(baseline.current(later * HOUR));
    assertThat(usual(read, later + 5)).isEqualTo(usual(baseline, later + 5));
    assertThat(Stored.bytes(baseline)).hasSizeLessThan(290);
  }

  @Property
  void nothingIsLeftFromItsEndOn(@ForAll("told") List<Told> told) {
    SeasonalBaseline baseline = baseline();
    told.forEach(each -> baseline.add(each.amount, each.at()));

    if (told.isEmpty()) {
      assertThat(baseline.endsAt()).isEqualTo(StatePart.NEVER);
    } else {
      long end = baseline.endsAt();
      assertThat(baseline.usual(end).basis()).isEqualTo(Basis.NONE);
      baseline.add(3, end);
      assertThat(baseline.hoursLearnt(end)).isZero();
    }
  }

  @Property
  void theOrderWithinAnHourDoesNotMatter(
      @ForAll @IntRange(min = 0, max = 400) int hours, @ForAll Random random) {
    SeasonalBaseline inOrder = baseline();
    SeasonalBaseline shuffled = baseline();
    for (long hour = 0; hour < hours; hour++) {
      List<Integer> amounts = Arbitraries.integers().between(0, 99).list().ofSize(4).sample();
      for (int amount : amounts) {
        inOrder.add(amount, hour * HOUR + amount);
      }
      Collections.shuffle(amounts, random);
      for (int amount : amounts) {
        shuffled.add(amount, hour * HOUR + amount);
      }
    }

    assertThat(shuffled.usual(hours * HOUR)).isEqualTo(inOrder.usual(hours * HOUR));
  }

  @Property
  void noWeekRaisesWhatIsUsualByMoreThanHalf(
      @ForAll @LongRange(min = 10, max = 10_000) long ordinary,
      @ForAll @LongRange(min = 0, max = WEEK - 1) long hour,
      @ForAll List<@LongRange(min = 0, max = 1_000_000_000) Long> flood) {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, 3 * WEEK, h -> ordinary);
    live(
        baseline, 3 * WEEK, 4 * WEEK, h -> flood.isEmpty() ? 0 : flood.get((int) h % flood.size()));

    assertThat(usual(baseline, 4 * WEEK + hour)).isBetween(ordinary * 0.6, ordinary * 1.5 + 1);
  }

  @Test
  void aFreshOneKnowsNothing() {
    SeasonalBaseline baseline = baseline();
    baseline.add(50, 0);

    assertThat(baseline.usual(10).basis()).isEqualTo(Basis.NONE);
    assertThat(baseline.current(10)).isEqualTo(50);
    assertThat(baseline.current(HOUR)).isZero();
  }

  @Test
  void inItsFirstDayItKnowsTheLargestHour() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, 5, hour -> hour == 2 ? 90 : 3);
    baseline.add(1_000, 5 * HOUR);

    assertThat(baseline.usual(5 * HOUR).basis()).isEqualTo(Basis.ALL_HOURS);
    assertThat(baseline.usual(5 * HOUR).value()).isCloseTo(90, withPercentage(5));
  }

  @Test
  void inItsFirstWeeksItKnowsTheHoursOfTheDay() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, 5 * DAY, hour -> hour % DAY == 3 ? 5_000 : 20);

    assertThat(usual(baseline, 5 * DAY + 1)).isCloseTo(20, withPercentage(5));
    assertThat(usual(baseline, 5 * DAY + 3)).isCloseTo(5_000, withPercentage(5));
    assertThat(usual(baseline, 5 * DAY + 4)).isCloseTo(5_000, withPercentage(5));
    assertThat(usual(baseline, 5 * DAY + 9)).isCloseTo(20, withPercentage(5));
    assertThat(baseline.usual((5 * DAY + 9) * HOUR).basis()).isEqualTo(Basis.HOUR_OF_DAY);
  }

  @Test
  void afterTwoWeeksItKnowsTheHoursOfTheWeek() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, 4 * WEEK, hour -> hour % WEEK / DAY < 5 ? 80 : hour % 2);

    assertThat(usual(baseline, 4 * WEEK + 30)).isCloseTo(80, withPercentage(25));
    assertThat(usual(baseline, 4 * WEEK + 6 * DAY)).isLessThan(5);
    assertThat(baseline.usual((4 * WEEK + 6 * DAY) * HOUR).basis()).isEqualTo(Basis.HOUR_OF_WEEK);
  }

  @Test
  void hoursWithoutAWordAreHoursOfNothing() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, DAY, hour -> 40);

    assertThat(usual(baseline, 3 * DAY + 12)).isLessThan(1);
    assertThat(baseline.hoursLearnt((3 * DAY + 12) * HOUR)).isEqualTo(3 * DAY + 12);
  }

  @Test
  void aBurstDoesNotBecomeThePast() {
    SeasonalBaseline baseline = baseline();
    LongUnaryOperator ordinary = hour -> 100 + hour % DAY;
    live(baseline, 0, 2 * DAY, ordinary);
    live(baseline, 2 * DAY, 2 * DAY + 5, hour -> 50_000);
    live(baseline, 2 * DAY + 5, 3 * DAY, ordinary);

    assertThat(usual(baseline, 3 * DAY + 2)).isLessThan(160);
    live(baseline, 3 * DAY + 2, 6 * DAY, ordinary);
    assertThat(usual(baseline, 6 * DAY + 2)).isLessThan(120);
  }

  @Test
  void aRampOfThreePerCentAnHourDoesNotDragItAlong() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, DAY, hour -> 100);
    int hours = 3 * DAY;
    live(
        baseline,
        DAY,
        DAY + hours,
        hour -> Math.round(100 * Math.pow(1.03, (double) (hour - DAY))));

    double now = 100 * Math.pow(1.03, hours);
    assertThat(now).isGreaterThan(800);
    assertThat(usual(baseline, DAY + hours)).isLessThan(220);
  }

  @Test
  void aRampOfTwoPerCentAnHourAfterMonthsDoesNotEither() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, 8 * WEEK, hour -> 100);
    live(
        baseline,
        8 * WEEK,
        9 * WEEK,
        hour -> Math.round(100 * Math.pow(1.02, (double) (hour - 8 * WEEK))));

    assertThat(usual(baseline, 9 * WEEK)).isLessThan(150);
  }

  @Test
  void whatHasGrownInEarnestIsUsualAfterSomeWeeks() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, 2 * WEEK, hour -> 100);
    live(baseline, 2 * WEEK, 7 * WEEK, hour -> 400);

    assertThat(usual(baseline, 7 * WEEK)).isCloseTo(400, withPercentage(5));
  }

  @Test
  void handfulsAreLearntAsTheyAre() {
    SeasonalBaseline baseline = baseline();
    live(baseline, 0, DAY, hour -> 1);
    live(baseline, DAY, 4 * DAY, hour -> 7);

    assertThat(usual(baseline, 4 * DAY)).isCloseTo(7, withPercentage(5));
  }
}
