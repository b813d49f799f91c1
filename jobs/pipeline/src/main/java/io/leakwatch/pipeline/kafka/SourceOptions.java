package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.option.Option;
import io.leakwatch.pipeline.formats.SourceFormat;
import io.leakwatch.pipeline.formats.SourceFormat.Encoding;
import io.leakwatch.pipeline.registry.RegistryAccess;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** How the events on the topics are written. */
public final class SourceOptions {

  private static final List<String> FORMATS = List.of("avro", "json", "confluent");

  public static final Option<String> FORMAT =
      Option.oneOf("source.format", "avro", FORMATS)
          .because(
              "How events are written, on all topics. avro: single-object encoding, as the contract"
                  + " says; json: one object a record, with the contract's field names, as in"
                  + " files; confluent: a zero, the id of a schema in a registry, and Avro."
                  + " docs/formats.md says more.");
  public static final Option<String> REGISTRY_URL =
      Option.text("source.registry.url", "")
          .because(
              "Where the schemas of confluent's ids are: Confluent's registry, or one that speaks"
                  + " like it. Apicurio's does at /apis/ccompat/v7. While it does not answer, reading"
                  + " waits.");
  public static final Option<String> REGISTRY_USER =
      Option.text("source.registry.user", "")
          .because("Who asks the registry; empty if it lets everybody in.");
  public static final Option<String> REGISTRY_PASSWORD =
      Option.text("source.registry.password", "")
          .because("The user's password, such as ${file:/run/secrets/registry}.");
  public static final Option<String> REGISTRY_TOKEN =
      Option.text("source.registry.token", "")
          .because("A bearer token, instead of a user and a password.");

  private static final Map<EventKind, Option<String>> FORMAT_OF = new EnumMap<>(EventKind.class);
  private static final Map<EventKind, Option<String>> MAPPING_OF = new EnumMap<>(EventKind.class);

  static {
    for (EventKind kind : EventKind.values()) {
      FORMAT_OF.put(
          kind,
          Option.oneOf("source." + kind.topic() + ".format", "", withNone(FORMATS))
              .because("How " + words(kind) + " are written; empty as source.format says."));
      MAPPING_OF.put(
          kind,
          Option.text("source." + kind.topic() + ".mapping", "")
              .because(
                  "File that says how records of other programs become "
                      + words(kind)
                      + ": which of them are events, and where each field stands. docs/formats.md"
                      + " shows one. It is read where the job is submitted."));
    }
  }

  public static final List<Option<?>> ALL = all();

  private SourceOptions() {}

  private static List<Option<?>> all() {
    List<Option<?>> all = new ArrayList<>(List.of(FORMAT));
    for (EventKind kind : EventKind.values()) {
      all.add(FORMAT_OF.get(kind));
      all.add(MAPPING_OF.get(kind));
    }
    all.addAll(List.of(REGISTRY_URL, REGISTRY_USER, REGISTRY_PASSWORD, REGISTRY_TOKEN));
    return List.copyOf(all);
  }

  private static List<String> withNone(List<String> names) {
    List<String> all = new ArrayList<>(List.of(""));
    all.addAll(names);
    return all;
  }

  private static String words(EventKind kind) {
    return switch (kind) {
      case LOGIN -> "login events";
      case API -> "API events";
      case DM_METADATA -> "message metadata events";
    };
  }

  /** The option that sets the format of one kind's topic. */
  public static Option<String> formatOf(EventKind kind) {
    return FORMAT_OF.get(kind);
  }

  /** The option that names the mapping of one kind's topic. */
  public static Option<String> mappingOf(EventKind kind) {
    return MAPPING_OF.get(kind);
  }

  private static Encoding encoding(EventKind kind, KafkaOptions kafka) {
    String own = kafka.get(formatOf(kind));
    return Encoding.valueOf((own.isEmpty() ? kafka.get(FORMAT) : own).toUpperCase(Locale.ROOT));
  }

  /**
   * How the events of a kind are written.
   *
   * @throws IllegalArgumentException if a file that it names cannot be read
   */
  static SourceFormat format(EventKind kind, KafkaOptions kafka) {
    List<Schema> writers = WriterSchemas.read(kafka.get(KafkaOptions.WRITER_SCHEMAS));
    SourceFormat format =
        SourceFormat.of(kind, encoding(kind, kafka), writers).withSchemasOf(registry(kafka));
    String file = kafka.get(mappingOf(kind));
    return file.isEmpty() ? format : format.mappedBy(MappingFiles.text(file));
  }

  /** A kind's topic, and how its events are written unless that is as the contract says. */
  public static String words(EventKind kind, KafkaOptions kafka) {
    Encoding encoding = encoding(kind, kafka);
    return encoding == Encoding.AVRO
        ? kafka.topic(kind)
        : "%s (%s%s)"
            .formatted(
                kafka.topic(kind),
                encoding.name().toLowerCase(Locale.ROOT),
                kafka.get(mappingOf(kind)).isEmpty() ? "" : ", mapped");
  }

  /** Where schemas are. */
  public static RegistryAccess registry(KafkaOptions kafka) {
    return new RegistryAccess(
        kafka.get(REGISTRY_URL),
        kafka.get(REGISTRY_USER),
        kafka.get(REGISTRY_PASSWORD),
        kafka.get(REGISTRY_TOKEN));
  }

  /** What is wrong with the topics that are read; empty for nothing. */
  static List<String> faults(KafkaOptions kafka) {
    List<String> faults = new ArrayList<>();
    boolean needsRegistry =
        Arrays.stream(EventKind.values())
            .anyMatch(
                kind ->
                    !kafka.topic(kind).isEmpty() && encoding(kind, kafka) == Encoding.CONFLUENT);
    if (needsRegistry) {
      registry(kafka).faults().forEach(fault -> faults.add("source.registry." + fault));
    }
    for (EventKind kind : EventKind.values()) {
      String file = kafka.get(mappingOf(kind));
      if (!file.isEmpty() && !kafka.topic(kind).isEmpty()) {
        if (encoding(kind, kafka) == Encoding.AVRO) {
          faults.add(
              "%s: has no effect on avro, where the writer's schema says it all; set %s to json or confluent"
                  .formatted(mappingOf(kind), formatOf(kind)));
        }
        MappingFiles.faults(file, kind)
            .forEach(fault -> faults.add(mappingOf(kind) + ": " + fault));
      }
    }
    return faults;
  }
}
