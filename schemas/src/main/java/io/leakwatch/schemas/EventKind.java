package io.leakwatch.schemas;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** The three kinds of event, one topic and one schema each. */
public enum EventKind {
  LOGIN("login", "login-events", LoginEvent.class),
  API("api", "api-events", ApiEvent.class),
  DM_METADATA("dm", "dm-metadata-events", DmMetadataEvent.class);

  private final String fileNamePrefix;
  private final String topic;
  private final Class<? extends SpecificRecordBase> type;

  EventKind(String fileNamePrefix, String topic, Class<? extends SpecificRecordBase> type) {
    this.fileNamePrefix = fileNamePrefix;
    this.topic = topic;
    this.type = type;
  }

  /** Its topic's name by contract; also its file's, without an extension. */
  public String topic() {
    return topic;
  }

  /** The class of its records. */
  public Class<? extends SpecificRecordBase> type() {
    return type;
  }

  /** The schema of its records, as this version writes it. */
  public Schema schema() {
    return SpecificData.get().getSchema(type);
  }

  /** The kind whose file names start like this one, upper or lower case; empty for none. */
  public static Optional<EventKind> ofFileName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> name.startsWith(kind.fileNamePrefix)).findFirst();
  }

  /**
   * The kind whose every required field is among these; empty where that is none of the three, or
   * more than one.
   */
  public static Optional<EventKind> ofFieldNames(Set<String> fieldNames) {
    var fitting = Arrays.stream(values()).filter(kind -> kind.isWholeWith(fieldNames)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
  }

  private boolean isWholeWith(Set<String> fieldNames) {
    return schema().getFields().stream()
        .allMatch(field -> field.hasDefaultValue() || fieldNames.contains(field.name()));
  }

  /** Whether a record with these fields, or what was meant as one, may be of this kind. */
  public boolean isLike(Set<String> fieldNames) {
    return schema().getFields().stream()
        .anyMatch(field -> !field.hasDefaultValue() && fieldNames.contains(field.name()));
  }

  /**
   * The kind of a writer's schema: by the record's name, in whatever namespace, or else by its
   * fields. Empty where it is none of the three.
   */
  public static Optional<EventKind> ofSchema(Schema writer) {
    if (writer.getType() != Schema.Type.RECORD) {
      return Optional.empty();
    }
    return Arrays.stream(values())
        .filter(kind -> kind.schema().getName().equals(writer.getName()))
        .findFirst()
        .or(
            () ->
                ofFieldNames(
                    writer.getFields().stream()
                        .map(Schema.Field::name)
                        .collect(Collectors.toSet())));
  }

  /**
   * The kind of a record.
   *
   * @throws IllegalArgumentException when it is none of the three
   */
  public static EventKind of(SpecificRecordBase event) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.isInstance(event))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(event.getClass().getName() + " is not an event"));
  }
}
