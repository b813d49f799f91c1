package io.leakwatch.workbench.rude;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that is none is refused with its name and with words, by whoever reads it. */
class RudeConfigTest {

  @TempDir private Path folder;

  private CommandRun with(String command, Path config) throws IOException {
    return switch (command) {
      case "run" -> CommandRun.of("run", "--config", config);
      case "alerts" -> CommandRun.of("alerts", "--config", config);
      default -> {
        Path events = Files.writeString(folder.resolve("login.jsonl"), "");
        yield CommandRun.of(
            "replay", "--config", config, "--output", folder.resolve("out"), events);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "alerts", "replay"})
  void whatIsNoText(String command) throws IOException {
    Path config = Files.write(folder.resolve("c.yaml"), new byte[] {'a', ':', ' ', -1, -2, 0});

    CommandRun run = with(command, config);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("c.yaml is not text in UTF-8").doesNotContain("Input length");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "alerts", "replay"})
  void aFolder(String command) throws IOException {
    CommandRun run = with(command, folder);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(folder + " is a folder, expected a YAML file; check --config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "alerts", "replay"})
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeIntoWhichNobodyWrites(String command) throws Exception {
    Path pipe = folder.resolve("pipe.yaml");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();

    CommandRun run = with(command, pipe);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("pipe.yaml is a pipe or a device, expected a YAML file");
  }
}
