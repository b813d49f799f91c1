package io.leakwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed processes leave in the temporary folder goes, and nothing else does. */
class FoldersTest {

  @TempDir private Path temporary;

  private UserPrincipal mine;

  @BeforeEach
  void whoAmI() throws IOException {
    mine = Files.getOwner(temporary);
  }

  /** Another process, with a folder; lives until its input ends. */
  public static void main(String[] args) throws IOException {
    Path folder = Folders.temporary("leakwatch-test-");
    Files.writeString(Files.createDirectory(folder.resolve("below")).resolve("file"), "text");
    System.out.println(folder);
    if (System.in.read() >= 0) {
      throw new IllegalStateException("nobody writes to it");
    }
  }

  private Process other() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            FoldersTest.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Path folderOf(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return Path.of(lines.readLine());
  }

  @Test
  void aFolderGoesOnceItsProcessWasKilledAndNotBefore() throws Exception {
    Process process = other();
    try {
      Path folder = folderOf(process);

      Folders.sweep(temporary, mine);
      assertThat(folder.resolve("below/file")).exists();

      assertThat(process.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(folder.resolve("below/file")).exists();
      Process next = other();
      Path another = folderOf(next);
      next.destroyForcibly().waitFor();
      assertThat(folder).as("is removed by the next process").doesNotExist();
      assertThat(another).exists();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void whatNoProcessHasMadeForItselfStays() throws IOException {
    Path result = Files.createDirectory(temporary.resolve("leakwatch-demo-1"));
    Path foreign = Files.createDirectory(temporary.resolve("other-1"));
    Files.createFile(foreign.resolve(".owner"));
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve(".owner"));
    Path link = Files.createSymbolicLink(temporary.resolve("leakwatch-link"), elsewhere);

    Folders.sweep(temporary, mine);

    assertThat(result).exists();
    assertThat(foreign.resolve(".owner")).exists();
    assertThat(elsewhere.resolve(".owner")).exists();
    assertThat(link).exists();
  }

  @Test
  void anotherUsersFolderStays() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("leakwatch-flink-1"));
    Files.createFile(folder.resolve(".owner"));

    Folders.sweep(temporary, () -> "somebody else");
    assertThat(folder).exists();

    Folders.sweep(temporary, mine);
    assertThat(folder).doesNotExist();
  }

  @Test
  void oneOfThisProcessStaysUntilItIsRemoved() throws IOException {
    Path folder = Folders.temporary("leakwatch-test-");

    Folders.sweep(folder.getParent(), mine);
    assertThat(folder).exists();
    assertThat(folder).isDirectoryNotContaining("glob:**.owner-to-be");

    Folders.delete(folder);
    assertThat(folder).doesNotExist();
  }
}
