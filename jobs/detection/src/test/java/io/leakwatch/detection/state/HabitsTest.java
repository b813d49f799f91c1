package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HabitsTest {

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long T = 20_454 * DAY + 18 * HOUR;
  private static final long HOME = 64500;
  private static final long AWAY = 64999;

  private final Habits habits = new Habits(Duration.ofDays(30));

  private void evenings(int from, int to, long much, long place) {
    for (int day = from; day < to; day++) {
      habits.add(place, much, T + day * DAY);
    }
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(habits.days(T)).isZero();
    assertThat(habits.usual(T)).isZero();
    assertThat(habits.isFamiliar(HOME, T)).isFalse();
    assertThat(habits.endsAt()).isEqualTo(StatePart.NEVER);
  }

  @Test
  void todayIsNotYetUsual() {
    evenings(0, 4, 20, HOME);
    habits.add(HOME, 900, T + 4 * DAY);

    assertThat(habits.usual(T + 4 * DAY)).isCloseTo(20, within(1.0));
    assertThat(habits.days(T + 4 * DAY)).isEqualTo(4);
  }

  @Test
  void aBurstCountsForTwiceWhatWasUsual() {
    evenings(0, 4, 20, HOME);
    habits.add(HOME, 900, T + 4 * DAY);
    habits.add(HOME, 20, T + 5 * DAY);

    assertThat(habits.usual(T + 5 * DAY)).isCloseTo(41, within(2.0));
  }

  @Test
  void whatIsNoLongerDoneIsForgottenSlowly() {
    evenings(0, 4, 100, HOME);
    evenings(4, 13, 10, HOME);

    assertThat(habits.usual(T + 13 * DAY)).isCloseTo(50, within(4.0));
  }

  @Test
  void aPlaceIsFamiliarAfterADay() {
    habits.add(HOME, 1, T);
    habits.add(HOME, 1, T + 7 * HOUR);

    assertThat(habits.isFamiliar(HOME, T + 7 * HOUR)).isFalse();
    assertThat(habits.isFamiliar(HOME, T + 24 * HOUR)).isTrue();
    assertThat(habits.isFamiliar(AWAY, T + 24 * HOUR)).isFalse();
  }

  @Test
  void aPlaceIsFamiliarToWhatComesLate() {
    habits.add(HOME, 1, T);
    habits.add(HOME, 1, T + 24 * HOUR);

    assertThat(habits.isFamiliar(HOME, T + 23 * HOUR)).isTrue();
  }

  @Test
  void thePlaceUsedLongestAgoMakesRoom() {
    for (int place = 1; place <= 4; place++) {
      habits.add(place, 1, T);
    }
    habits.add(1, 1, T + HOUR);
    habits.add(5, 1, T + 2 * HOUR);

    long later = T + 2 * DAY;
    assertThat(habits.isFamiliar(1, later)).isTrue();
    assertThat(habits.isFamiliar(2, later)).isFalse();
    assertThat(habits.isFamiliar(5, later)).isTrue();
  }

  @Test
  void afterItsLifeItBeginsAnew() {
    evenings(0, 4, 20, HOME);
    long later = T + 60 * DAY;

    assertThat(habits.days(later)).isZero();
    assertThat(habits.isFamiliar(HOME, later)).isFalse();
    habits.add(AWAY, 5, later);
    assertThat(habits.days(later + HOUR)).isZero();
    assertThat(habits.isFamiliar(HOME, later + DAY)).isFalse();
  }

  @Test
  void itIsSmall() {
    evenings(0, 5, 20, HOME);
    habits.add(AWAY, 5, T + 5 * DAY);

    assertThat(Stored.bytes(habits)).hasSizeLessThanOrEqualTo(10);
  }

  @Property(tries = 200)
  void whatIsStoredIsReadAgain(
      @ForAll @Size(max = 40) int[] hours, @ForAll @IntRange(max = 9) int n) {
    Habits habits = new Habits(Duration.ofDays(30));
    long at = T;
    for (int i = 0; i < hours.length; i++) {
      at += (Math.floorMod(hours[i], 40) - 3) * HOUR; // some come late
      habits.add(1 + Math.floorMod(hours[i], 6), 10L * i, at);
    }
    Habits read = Stored.into(new Habits(Duration.ofDays(30)), habits);

    long later = at + n * (5 * HOUR);
    assertThat(read.days(later)).isEqualTo(habits.days(later));
    assertThat(read.usual(later)).isEqualTo(habits.usual(later));
    assertThat(read.endsAt()).isEqualTo(habits.endsAt());
    for (int place = 1; place <= 6; place++) {
      assertThat(read.isFamiliar(place, later)).isEqualTo(habits.isFamiliar(place, later));
    }
  }
}
