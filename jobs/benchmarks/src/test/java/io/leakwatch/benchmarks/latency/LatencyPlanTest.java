package io.leakwatch.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyPlanTest {

  private final LatencyPlan plan =
      new LatencyPlan(1, 1_000, Duration.ofSeconds(30), Duration.ofSeconds(20));

  @Test
  void warmingUpFlowsAtHalfTheSpeedAndTheRestAtAll() {
    assertThat(plan.publishedAfter(0)).isZero();
    assertThat(plan.publishedAfter(10_000)).isEqualTo(20_000);
    assertThat(plan.publishedAfter(30_000)).isEqualTo(60_000);
    assertThat(plan.publishedAfter(40_000)).isEqualTo(70_000);
  }

  @Test
  void onlyWhatComesAfterwardsIsMeasuredAndTrafficRunsOut() {
    assertThat(plan.measures(29_999)).isFalse();
    assertThat(plan.measures(30_000)).isTrue();
    assertThat(plan.measures(49_999)).isTrue();
    assertThat(plan.measures(50_000)).isFalse();
    assertThat(plan.events()).isEqualTo(53_000);
  }
}
