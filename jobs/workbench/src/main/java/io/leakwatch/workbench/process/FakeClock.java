package io.leakwatch.workbench.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a program see another time of day than it is, by libfaketime where that is installed. */
public final class FakeClock {

  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String FAKETIME = "faketime/libfaketimeMT.so.1";

  private final Path library;

  private FakeClock(Path library) {
    this.library = library;
  }

  /** Nothing where the library is not installed; Debian's package is {@code faketime}. */
  public static Optional<FakeClock> find() {
    List<Path> folders = new ArrayList<>(List.of(LIBRARIES));
    try (DirectoryStream<Path> ofArchitectures =
        Files.newDirectoryStream(LIBRARIES, Files::isDirectory)) {
      ofArchitectures.forEach(folders::add);
    } catch (IOException noneThere) {
      return Optional.empty();
    }
    return folders.stream()
        .map(folder -> folder.resolve(FAKETIME))
        .filter(Files::isRegularFile)
        .map(FakeClock::new)
        .findFirst();
  }

  /**
   * The variables with which a program is started.
   *
   * @param by how much its clock goes ahead; behind if it is negative
   */
  public Map<String, String> apart(Duration by) {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME",
        "%+d".formatted(by.toSeconds()),
        // Spans of time stay what they are, and files as old as they are.
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "NO_FAKE_STAT",
        "1");
  }
}
