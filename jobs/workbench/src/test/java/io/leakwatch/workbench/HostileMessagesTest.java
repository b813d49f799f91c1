package io.leakwatch.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileMessagesTest {

  private static final String NAME = "gone\u001b[2Jx\u202ey";

  @ParameterizedTest
  @ValueSource(strings = {"alerts", "--verbose alerts", "alerts run --zone"})
  void whatAMessageQuotesDoesNothingToTheTerminal(String command) {
    String[] words = (command + " " + NAME).split(" ", -1);

    CommandRun run = CommandRun.of((Object[]) words);

    assertThat(run.status()).isNotZero();
    assertThat(run.err()).contains("gone\\u001b[2Jx\\u202ey").doesNotContain("\u001b", "\u202e");
  }
}
