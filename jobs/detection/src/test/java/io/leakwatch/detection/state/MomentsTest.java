package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static final Duration LIFE = Duration.ofMillis(100);

  @Property
  void aMomentIsTheLatestOneInWhateverOrder(
      @ForAll @Size(min = 1, max = 10) List<@LongRange(min = -500, max = 500) Long> times,
      @ForAll @LongRange(min = -500, max = 800) long now) {
    Moment moment = new Moment(LIFE);
    times.forEach(moment::set);
    long latest = times.stream().mapToLong(Long::longValue).max().orElseThrow();

    Moment read = Stored.into(new Moment(LIFE), moment);

    assertThat(moment.isWithin(now)).isEqualTo(now - latest <= 100);
    assertThat(moment.since(now)).isEqualTo(now - latest <= 100 ? now - latest : Long.MAX_VALUE);
    assertThat(moment.endsAt()).isEqualTo(latest + 100);
    assertThat(read.since(now)).isEqualTo(moment.since(now));
    assertThat(read.endsAt()).isEqualTo(moment.endsAt());
  }

  @Test
  void aMomentThatNeverWasIsNotWithin() {
    Moment moment = Stored.into(new Moment(LIFE), new Moment(LIFE));

    assertThat(moment.isWithin(0)).isFalse();
    assertThat(moment.since(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(moment.endsAt()).isEqualTo(StatePart.NEVER);
  }

  @Property
  void theFirstMomentIsWhereTheLastUnbrokenStretchBegan(
      @ForAll @Size(min = 1, max = 20) List<@LongRange(min = -500, max = 500) Long> times) {
    FirstMoment first = new FirstMoment(LIFE);
    List<Long> sorted = times.stream().sorted().toList();
    sorted.forEach(first::touch);
    int begin = sorted.size() - 1;
    while (begin > 0 && sorted.get(begin) - sorted.get(begin - 1) <= 100) {
      begin--;
    }

    FirstMoment read = Stored.into(new FirstMoment(LIFE), first);

    assertThat(first.at()).isEqualTo(sorted.get(begin));
    assertThat(first.endsAt()).isEqualTo(sorted.get(sorted.size() - 1) + 100);
    assertThat(read.at()).isEqualTo(first.at());
    assertThat(read.endsAt()).isEqualTo(first.endsAt());
  }

  @Test
  void aStragglerFromBeforeThePauseIsNotTheBeginning() {
    FirstMoment first = new FirstMoment(LIFE);
    first.touch(1000);
    first.touch(950);
    first.touch(700);

    assertThat(first.at()).isEqualTo(950);
  }

  @Test
  void aWholeNumberIsZeroAgainOnceItWasNotSetForLong() {
    Whole whole = new Whole(LIFE);
    assertThat(whole.get(0)).isZero();
    whole.set(7, 1000);

    Whole read = Stored.into(new Whole(LIFE), whole);

    assertThat(read.get(1100)).isEqualTo(7);
    assertThat(read.get(1101)).isZero();
    assertThat(read.endsAt()).isEqualTo(whole.endsAt()).isEqualTo(1100);
    assertThat(Stored.into(new Whole(LIFE), new Whole(LIFE)).endsAt()).isEqualTo(StatePart.NEVER);
  }

  @Test
  void aMilestoneIsItsThresholdAndThenAQuarterMoreThanTheLast() {
    Milestone milestone = new Milestone(LIFE);

    assertThat(milestone.isReached(14, 15, 0)).isFalse();
    assertThat(milestone.isReached(15, 15, 0)).isTrue();
    milestone.set(15, 0);
    Milestone read = Stored.into(new Milestone(LIFE), milestone);

    assertThat(read.isReached(18, 15, 100)).isFalse();
    assertThat(read.isReached(19, 15, 100)).isTrue();
    assertThat(read.isReached(15, 15, 101)).as("after the pause").isTrue();
    assertThat(read.told(100)).isEqualTo(15);
    assertThat(read.told(101)).isZero();
    assertThat(read.endsAt()).isEqualTo(100);
  }

  @Property
  void aCoarseNumberIsKeptToTheEndOfItsGrainAndALifeLonger(
      @ForAll @LongRange(min = -100_000, max = 100_000) long at,
      @ForAll @LongRange(min = 0, max = 1_000_000) long value) {
    Duration grain = Duration.ofMillis(30);
    CoarseWhole coarse = new CoarseWhole(LIFE, grain);
    coarse.set(value, at);
    coarse.set(value, at - 500); // a straggler does not bring the end nearer
    long end = (Math.floorDiv(at, 30) + 1) * 30 + 100;

    CoarseWhole read = Stored.into(new CoarseWhole(LIFE, grain), coarse);

    assertThat(read.endsAt()).isEqualTo(coarse.endsAt()).isEqualTo(end);
    assertThat(read.get(at)).isEqualTo(coarse.get(at)).isEqualTo(value);
    assertThat(read.get(end - 1)).isEqualTo(value);
    assertThat(read.get(end)).isZero();
  }

  @Test
  void aCoarseNumberTakesFourBytes() {
    CoarseWhole coarse = new CoarseWhole(Duration.ofDays(7), Duration.ofDays(1));
    assertThat(Stored.into(coarse, new CoarseWhole(LIFE, LIFE)).endsAt())
        .isEqualTo(StatePart.NEVER);

    coarse.set(100, 1_767_603_600_000L);

    assertThat(Stored.bytes(coarse)).hasSize(4);
  }
}
