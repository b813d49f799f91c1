package io.leakwatch.local.upgrade;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an earlier version left in its state folder, as a zip among the tests' resources. */
final class Savepoint {

  private static final String NAME = "state-0.1.zip";
  private static final Path RESOURCES = Path.of("src/test/resources");

  private Savepoint() {}

  /** Keeps a state folder, in place of what is kept. */
  static void keep(Path state) throws IOException {
    Path zip = Files.createDirectories(RESOURCES.resolve("upgrade")).resolve(NAME);
    Files.deleteIfExists(zip);
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      for (String each : List.of("job.json", "ends")) {
        copy(state.resolve(each), files.getPath(each));
      }
    }
  }

  /** Puts what is kept into a state folder, which is made. */
  static void unpack(Path state) throws IOException {
    Files.createDirectories(state);
    try (FileSystem files = FileSystems.newFileSystem(RESOURCES.resolve("upgrade").resolve(NAME))) {
      copy(files.getPath("/"), state);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }
}
