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
      files(Path.of(place)).forEach(file -> schemas.add(schema(file)));
    }
    return schemas;
  }

  private static Schema schema(Path file) {
    try {
      Schema schema = new Schema.Parser().parse(file.toFile());
      if (schema.getType() == Schema.Type.RECORD) {
        return schema;
      }
      throw fault("%s is not the schema of a record".formatted(file), null);
    } catch (IOException | SchemaParseException fault) {
      throw fault("cannot read %s: %s".formatted(file, fault.getMessage()), fault);
    }
  }

  private static IllegalArgumentException fault(String words, Exception cause) {
    return new IllegalArgumentException("kafka.writer-schemas: " + words, cause);
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    List<Path> schemas;
    try (Stream<Path> files = Files.list(place)) {
      schemas = files.filter(WriterSchemas::isSchema).sorted().toList();
    } catch (IOException fault) {
      throw fault("cannot list %s: %s".formatted(place, fault.getMessage()), fault);
    }
    if (schemas.isEmpty()) {
      throw fault("no .avsc file in folder " + place, null);
    }
    return schemas;
  }

  /** Hidden files are what systems and editors leave behind. */
  private static boolean isSchema(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".avsc") && !name.startsWith(".");
  }
}
