package io.leakwatch.workbench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real data that is not part of this repository: a test that wants it is skipped without it. */
public final class SharedData {

  private SharedData() {}

  public static Path file(String name) {
    Path file =
        Path.of(System.getProperty("leakwatch.root", "."))
            .toAbsolutePath()
            .normalize()
            .resolveSibling("shared")
            .resolve("data")
            .resolve(name);
    String reason = "skipped: it reads " + file + ", which is not there";
    if (!Files.exists(file)) {
      System.out.println(reason);
    }
    assumeTrue(Files.exists(file), reason);
    return file;
  }
}
