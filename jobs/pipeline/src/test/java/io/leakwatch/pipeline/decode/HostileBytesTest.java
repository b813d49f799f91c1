package io.leakwatch.pipeline.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that are kept of {@link HostileBytesFuzz}. */
class HostileBytesTest {

  private final HostileBytes hostile = new HostileBytes();

  private static List<Path> kept(String method) throws Exception {
    var folder = HostileBytesTest.class.getResource("HostileBytesFuzzInputs/" + method);
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.sorted().toList();
    }
  }

  static List<Path> avro() throws Exception {
    return kept("avro");
  }

  static List<Path> json() throws Exception {
    return kept("json");
  }

  @ParameterizedTest
  @MethodSource("avro")
  void avroThatIsKept(Path file) throws IOException {
    hostile.avro(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @MethodSource("json")
  void jsonThatIsKept(Path file) throws IOException {
    hostile.json(Files.readAllBytes(file));
  }
}
