package io.leakwatch.workbench.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that are kept of {@link HostileLogFuzz}. */
class HostileLogTest {

  private final HostileLog hostile = new HostileLog();

  static List<Path> kept() throws Exception {
    var folder = HostileLogTest.class.getResource("HostileLogFuzzInputs/lines");
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void linesThatAreKept(Path file) throws IOException {
    hostile.lines(Files.readAllBytes(file));
  }
}
