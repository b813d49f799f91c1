package io.leakwatch.workbench.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

  private static Screen screen(String columns, boolean isTerminal) {
    return Screen.of(Map.of("COLUMNS", columns), isTerminal, () -> 133);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true, 133",
    "'', false, 120",
    "200, true, 200",
    "200, false, 200",
    "40, true, 80",
    "0, true, 133",
    "-5, true, 133",
    "many, false, 120",
    "99999999999, false, 120",
  })
  void theWidthIsWhatTheVariableSaysOrTheTerminalIs(String columns, boolean isTerminal, int width) {
    assertThat(screen(columns, isTerminal).width()).isEqualTo(width);
  }

  @Test
  void thereIsColourOnlyOnATerminalAndNeverAgainstTheUsersWill() {
    assertThat(Screen.of(Map.of(), true, () -> 80).coloured()).isTrue();
    assertThat(Screen.of(Map.of("NO_COLOR", ""), true, () -> 80).coloured()).isTrue();
    assertThat(Screen.of(Map.of("NO_COLOR", "1"), true, () -> 80).coloured()).isFalse();
    assertThat(Screen.of(Map.of(), false, () -> 80).coloured()).isFalse();
  }
}
