package io.leakwatch.pipeline.kafka;

import io.leakwatch.pipeline.mapping.Mapping;
import io.leakwatch.pipeline.mapping.MappingFault;
import io.leakwatch.schemas.EventKind;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The files that say what records of somebody else mean. */
final class MappingFiles {

  private MappingFiles() {}

  /**
   * What a file holds.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (NoSuchFileException gone) {
      throw new IllegalArgumentException("there is no file " + file, gone);
    } catch (CharacterCodingException binary) {
      throw new IllegalArgumentException(file + " is not text in UTF-8", binary);
    } catch (IOException fault) {
      throw new IllegalArgumentException(
          "cannot read %s: %s".formatted(file, fault.getMessage()), fault);
    }
  }

  /** All that is wrong with a file, and with what it is for; empty for nothing. */
  static List<String> faults(String file, EventKind kind) {
    try {
      EventKind made = Mapping.of(text(file)).kind();
      return made == kind
          ? List.of()
          : List.of("%s: event: it makes %s, not %s".formatted(file, made.topic(), kind.topic()));
    } catch (MappingFault fault) {
      return fault.faults().stream().map(each -> file + ": " + each).toList();
    } catch (IllegalArgumentException fault) {
      return List.of(fault.getMessage());
    }
  }
}
