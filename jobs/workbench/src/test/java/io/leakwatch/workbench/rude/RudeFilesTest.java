package io.leakwatch.workbench.rude;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are folders, pipes, no text or no place to write to are refused in words. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RudeFilesTest {

  @TempDir private Path folder;

  private Path pipe;
  private Path file;

  @BeforeEach
  void files() throws Exception {
    pipe = folder.resolve("pipe.log");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    file = Files.write(folder.resolve("some.bin"), new byte[] {'a', -1, -2, 0});
  }

  private static void assertRefused(CommandRun run, String words) {
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(words).doesNotContain("Exception", "Input length");
  }

  @Test
  void aPipeIntoWhichNobodyWritesIsNotWaitedFor() {
    String words = "pipe.log is a pipe or a device; write it to a file, and give that";

    assertRefused(
        CommandRun.of("import", "--format", "sshd", "--output", folder.resolve("o.jsonl"), pipe),
        words);
    assertRefused(CommandRun.of("alerts", pipe), words);
    assertRefused(CommandRun.of("evaluate", "--alerts", pipe, "--labels", pipe), words);
    assertThat(folder.resolve("o.jsonl")).doesNotExist();
  }

  @Test
  void whatIsNoTextIsSaidToBeNone() {
    assertRefused(
        CommandRun.of(
            "import",
            "--format",
            "combined",
            "--paths",
            file,
            "--output",
            folder.resolve("o.jsonl"),
            file),
        "some.bin: not text in UTF-8");
  }

  @Test
  void whereNothingCanBeWrittenTheReasonIsGiven() throws IOException {
    Path events = Files.writeString(folder.resolve("login.jsonl"), "");
    Path taken = Files.createDirectory(folder.resolve("taken.jsonl"));

    assertRefused(
        CommandRun.of("replay", "--output", file.resolve("below"), events),
        "cannot write to " + file.resolve("below"));
    assertRefused(
        CommandRun.of("import", "--format", "sshd", "--overwrite", "--output", taken, events),
        "cannot write " + taken + ": Is a directory");
  }
}
