package io.leakwatch.local.files;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How events lie in a file, recognized by the file's name. */
record FileFormat(boolean avro, boolean gzip) {

  static final String NAMES = ".avro, .jsonl, .json or .ndjson, the latter three also with .gz";

  /** What a name says of the kind of events, where they themselves do not. */
  static final String NAMING = "rename it so that its name starts with login, api or dm";

  /** Empty where the name ends like no event file's. */
  static Optional<FileFormat> of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".avro")) {
      return Optional.of(new FileFormat(true, false));
    }
    boolean gzip = name.endsWith(".gz");
    String plain = gzip ? name.substring(0, name.length() - ".gz".length()) : name;
    return plain.endsWith(".jsonl") || plain.endsWith(".json") || plain.endsWith(".ndjson")
        ? Optional.of(new FileFormat(false, gzip))
        : Optional.empty();
  }
}
