package io.leakwatch.benchmarks.statesize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leakwatch.benchmarks.statesize.LinearFit.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearFitTest {

  @Test
  void pointsOnALineAreMet() {
    LinearFit fit =
        LinearFit.through(List.of(new Point(1, 12), new Point(2, 14), new Point(5, 20)));

    assertThat(fit.base()).isCloseTo(10, within(1e-9));
    assertThat(fit.slope()).isCloseTo(2, within(1e-9));
    assertThat(fit.worst()).isCloseTo(0, within(1e-9));
  }

  @Test
  void otherwiseTheSquaredDistancesAreLeast() {
    // Means 2 and 5; slope (-1 * -2 + 1 * 1) / 2 = 1.5, base 2; predicted 3.5, 5, 6.5.
    LinearFit fit = LinearFit.through(List.of(new Point(1, 3), new Point(2, 6), new Point(3, 6)));

    assertThat(fit.base()).isCloseTo(2, within(1e-9));
    assertThat(fit.slope()).isCloseTo(1.5, within(1e-9));
    assertThat(fit.worst()).isCloseTo(1.0 / 6, within(1e-9));
  }

  @Test
  void oneCountIsNoLine() {
    assertThatThrownBy(() -> LinearFit.through(List.of(new Point(1, 3), new Point(1, 4))))
        .hasMessage("a line needs two different counts; give --count 1,2");
  }
}
