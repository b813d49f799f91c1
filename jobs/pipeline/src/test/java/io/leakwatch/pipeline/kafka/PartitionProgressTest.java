package io.leakwatch.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

  private static final TopicPartition LOGINS = new TopicPartition("login-events", 3);

  private final PartitionProgress progress = new PartitionProgress();
  private final List<PartitionProgress.Stall> stalls = new ArrayList<>();

  private void check(int times, long end) {
    for (int i = 0; i < times; i++) {
      if (progress.unmoved().contains(LOGINS)) {
        stalls.addAll(progress.stalled(Map.of(LOGINS, end)));
      }
    }
  }

  @Test
  void oneThatDoesNotMoveThoughThereIsMoreIsNamedOnce() {
    progress.read("login-events", 3, 100);
    check(1, 500);
    check(PartitionProgress.CHECKS - 1, 500);
    assertThat(stalls).isEmpty();

    check(100, 700);

    assertThat(stalls).containsExactly(new PartitionProgress.Stall(LOGINS, 100, 500 + 200));
  }

  @Test
  void oneThatMovesAgainMayStallAgain() {
    progress.read("login-events", 3, 100);
    check(1 + PartitionProgress.CHECKS, 500);
    progress.read("login-events", 3, 101);
    check(1 + PartitionProgress.CHECKS, 500);

    assertThat(stalls).extracting(PartitionProgress.Stall::read).containsExactly(100L, 101L);
  }

  @Test
  void whatWaitsIsWhatTheBrokerHadMoreAtTheLastLook() {
    progress.read("login-events", 3, 100);
    assertThat(progress.waiting(LOGINS)).as("before the first look").isZero();

    progress.endAt(Map.of(LOGINS, 500L));
    assertThat(progress.waiting(LOGINS)).isEqualTo(399);
    progress.read("login-events", 3, 499);
    assertThat(progress.waiting(LOGINS)).isZero();
    progress.read("login-events", 3, 600);
    assertThat(progress.waiting(LOGINS)).as("read beyond the last look").isZero();
  }

  @Test
  void oneThatIsSlowIsNot() {
    for (int offset = 0; offset < 100; offset++) {
      progress.read("login-events", 3, offset);
      check(PartitionProgress.CHECKS, 10_000);
    }

    assertThat(stalls).isEmpty();
  }

  @Test
  void oneThatHasNothingMoreToReadIsNot() {
    progress.read("login-events", 3, 100);
    check(100, 101);
    check(100, 102); // the marker at the end of a transaction

    assertThat(stalls).isEmpty();
  }
}
