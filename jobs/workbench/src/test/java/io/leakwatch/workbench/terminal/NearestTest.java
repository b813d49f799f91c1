package io.leakwatch.workbench.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> NAMES = List.of("credential-stuffing", "spam-calls", "abc");

  @ParameterizedTest
  @CsvSource({
    "credential-stufing, credential-stuffing",
    "credentialstuffing, credential-stuffing",
    "Credential-Stuffing, credential-stuffing",
    "spam_calls, spam-calls",
    "spam, ",
    "abd, abc",
    "ade, ",
    "'', ",
  })
  void aNameIsNearIfAThirdOfItsLettersDifferAtMost(String written, String meant) {
    assertThat(Nearest.to(written, NAMES).orElse(null)).isEqualTo(meant);
  }

  @Test
  void whatIsFarTooLongIsNotEvenCompared() {
    assertThat(Nearest.hint("x".repeat(1_000_000), NAMES, "; none")).isEqualTo("; none");
  }
}
