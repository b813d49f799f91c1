package io.leakwatch.pipeline.formats;

import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaIncompatibilityType;

/** Whether what was written with one schema can be read with another. */
public final class Compatibility {

  private static final int MOST_SHOWN = 3;

  private Compatibility() {}

  /**
   * Why it cannot; null if it can. The record's own name does not matter: other programs give their
   * own.
   */
  public static String fault(Schema reader, Schema writer) {
    if (writer.getType() != Schema.Type.RECORD) {
      return "it is not the schema of a record";
    }
    var faults =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()
            .stream()
            .filter(each -> !isOfTheRecordsName(each))
            .toList();
    if (faults.isEmpty()) {
      return null;
    }
    String shown =
        faults.stream()
            .limit(MOST_SHOWN)
            .map(Compatibility::words)
            .collect(Collectors.joining("; "));
    return "%s as %s: %s%s"
        .formatted(
            writer.getFullName(),
            reader.getName(),
            shown,
            faults.size() > MOST_SHOWN ? "; and more" : "");
  }

  private static boolean isOfTheRecordsName(Incompatibility each) {
    return each.getType() == SchemaIncompatibilityType.NAME_MISMATCH
        && each.getLocation().equals("/name");
  }

  private static String words(Incompatibility each) {
    return switch (each.getType()) {
      case READER_FIELD_MISSING_DEFAULT_VALUE -> "it has no field " + each.getMessage();
      case TYPE_MISMATCH -> "at %s, %s".formatted(each.getLocation(), each.getMessage());
      case MISSING_ENUM_SYMBOLS ->
          "at %s, symbols that are not known: %s".formatted(each.getLocation(), each.getMessage());
      default -> "at %s, %s".formatted(each.getLocation(), each.getMessage());
    };
  }
}
