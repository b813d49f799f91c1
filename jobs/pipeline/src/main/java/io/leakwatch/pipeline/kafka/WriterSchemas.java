package io.leakwatch.pipeline.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Schemas of other versions of producers, read from .avsc files. */
final class WriterSchemas {

  private WriterSchemas() {}

  /**
   * Reads schemas.
   *
   * @param places files, or folders whose .avsc files are read
   * @throws IllegalArgumentException if one cannot be read; the message says which and why
   */
  static List<Schema> read(List<String> places) {
    List<Schema> schemas = new ArrayList<>();
    for (String place : places) {
      for (Path file : files(Path.of(place))) {
        try {
          schemas.add(new Schema.Parser().parse(file.toFile()));
        } catch (IOException | SchemaParseException fault) {
          throw new IllegalArgumentException(
              "kafka.writer-schemas: cannot read " + file + ": " + fault.getMessage(), fault);
        }
      }
    }
    return schemas;
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          "kafka.writer-schemas: cannot list " + place + ": " + fault.getMessage(), fault);
    }
  }
}
