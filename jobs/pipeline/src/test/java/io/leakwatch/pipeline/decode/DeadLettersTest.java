package io.leakwatch.pipeline.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadLettersTest {

  @Test
  void aDetailDoesNothingToATerminalOrALogThatShowsIt() {
    assertThat(
            DeadLetters.ofStep(
                    "raise",
                    DeadLetterReason.DETECTOR_FAULT,
                    "of account \u001b[2Jeve\r\nWARN all is well\u202e",
                    "value",
                    0)
                .getDetail())
        .isEqualTo("of account \\u001b[2Jeve\\u000d\\u000aWARN all is well\\u202e");
  }
}
