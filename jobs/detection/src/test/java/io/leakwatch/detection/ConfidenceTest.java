package io.leakwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfidenceTest {

  @Test
  void atTheThresholdItIsTheBase() {
    assertThat(Confidence.of(60).perDoubling(8, 100, 100).atMost(95)).isEqualTo(60);
  }

  @Test
  void eachDoublingAddsTheSame() {
    assertThat(Confidence.of(60).perDoubling(8, 200, 100).atMost(95)).isEqualTo(68);
    assertThat(Confidence.of(60).perDoubling(8, 400, 100).atMost(95)).isEqualTo(76);
    assertThat(Confidence.of(60).perDoubling(8, 50, 100).atMost(95)).isEqualTo(52);
  }

  @Test
  void everyGrowthCounts() {
    int both = Confidence.of(40).perDoubling(5, 30, 15).perDoubling(7, 32, 8).atMost(97);

    assertThat(both).isEqualTo(40 + 5 + 14);
  }

  @Test
  void otherFactorsThanTwo() {
    assertThat(Confidence.of(65).perTenfold(10, 1e-6, 1e-8).atMost(97)).isEqualTo(85);
    assertThat(Confidence.of(45).perFactorOfE(6, 150, 15).atMost(95))
        .isEqualTo((int) Math.round(45 + 6 * Math.log(10)));
  }

  @Test
  void itStaysWithinItsBounds() {
    assertThat(Confidence.of(60).perDoubling(8, 1e9, 1).atMost(95)).isEqualTo(95);
    assertThat(Confidence.of(60).perDoubling(8, 0, 1).atMost(95)).isZero();
    assertThat(Confidence.of(60).perDoubling(8, 1, 1e9).between(50, 97)).isEqualTo(50);
  }

  @Test
  void itIsRoundedToTheNearest() {
    assertThat(Confidence.of(60.5).atMost(95)).isEqualTo(61);
    assertThat(Confidence.of(60.49).atMost(95)).isEqualTo(60);
  }
}
