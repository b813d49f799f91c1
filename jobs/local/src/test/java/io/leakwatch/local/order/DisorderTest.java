package io.leakwatch.local.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.files.EventTimes;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DisorderTest {

  private static Disorder of(LongStream times) {
    Disorder disorder = new Disorder();
    disorder.begin();
    times.forEach(disorder::took);
    return disorder;
  }

  /** Zero stands for a record without a time. */
  @Property
  void itIsTheLongestWayBackToARecordThatIsNotEarlier(
      @ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> times) {
    int longest =
        IntStream.range(0, times.size())
            .filter(i -> times.get(i) > 0)
            .map(
                i ->
                    IntStream.range(0, i)
                        .filter(j -> times.get(j) >= times.get(i))
                        .map(j -> i - j)
                        .max()
                        .orElse(0))
            .max()
            .orElse(0);

    Disorder disorder = of(times.stream().mapToLong(each -> each == 0 ? EventTimes.NONE : each));

    assertThat(disorder.farthest()).isEqualTo(longest);
    assertThat(disorder.isTooFar()).isFalse();
  }

  @Example
  void whatIsInOrderNeedsNothingHeldBack() {
    assertThat(of(LongStream.range(1, 200_000)).farthest()).isZero();
  }

  @Example
  void aRecordTooFarFromItsPlaceIsKnownAsThat() {
    int most = Disorder.MOST;
    assertThat(of(LongStream.concat(times(most - 1), LongStream.of(1))).isTooFar()).isFalse();
    assertThat(of(LongStream.concat(times(most + 1), LongStream.of(1))).isTooFar()).isTrue();
    assertThat(of(LongStream.generate(() -> 7).limit(2L * most)).isTooFar()).isTrue();
  }

  private static LongStream times(int count) {
    return LongStream.range(100, 100 + count);
  }
}
