package io.leakwatch.detection.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecentNumbersTest {

  private static final Duration LIFE = Duration.ofMillis(100);

  private static RecentNumbers numbers() {
    return new RecentNumbers(3, LIFE);
  }

  @Test
  void whatIsAsFarAsTheDistanceIsNearAndTheNumberItselfIsNot() {
    RecentNumbers numbers = numbers();
    numbers.add(1_000, 0);

    assertThat(numbers.isNear(1_000, 5, 0)).isFalse();
    assertThat(numbers.isNear(1_005, 5, 0)).isTrue();
    assertThat(numbers.isNear(994, 5, 0)).isFalse();
  }

  @Test
  void allAreForgottenTogether() {
    RecentNumbers numbers = numbers();
    numbers.add(1, 0);
    numbers.add(2, 50);

    assertThat(numbers.endsAt()).isEqualTo(150);
    assertThat(numbers.isNear(3, 1, 150)).isTrue();
    assertThat(numbers.isNear(3, 1, 151)).isFalse();
    numbers.add(500, 151);
    assertThat(numbers.isNear(3, 1, 151)).isFalse();
    assertThat(numbers().endsAt()).isEqualTo(StatePart.NEVER);
  }

  @Property
  void onlyTheLastFewCountAndTheSameOnesOnceItWasStored(
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = -40, max = 40) Long> all,
      @ForAll @LongRange(min = -50, max = 50) long number) {
    RecentNumbers numbers = numbers();
    all.forEach(each -> numbers.add(each, 7));
    List<Long> last = all.subList(Math.max(0, all.size() - 3), all.size());

    RecentNumbers read = Stored.into(numbers(), numbers);

    boolean near = last.stream().anyMatch(l -> l != number && Math.abs(l - number) <= 4);
    assertThat(numbers.isNear(number, 4, 7)).isEqualTo(near);
    assertThat(read.isNear(number, 4, 7)).isEqualTo(near);
    assertThat(read.endsAt()).isEqualTo(numbers.endsAt()).isEqualTo(107);
    assertThat(Stored.bytes(read)).isEqualTo(Stored.bytes(numbers));
  }
}
