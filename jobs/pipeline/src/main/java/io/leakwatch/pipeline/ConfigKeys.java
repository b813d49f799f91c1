package io.leakwatch.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The keys of a configuration file, dotted, with what stands there; nothing is followed yet. */
public final class ConfigKeys {

  /** With this begin the keys of the console, which the job leaves alone. */
  public static final String CONSOLE = "console.";

  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature()));

  private ConfigKeys() {}

  /**
   * Reads a file.
   *
   * @param isSection whether keys begin with this one and a dot: where it is empty, it says
   *     nothing, and is no mistake
   * @return a map of one's own
   * @throws IOException if the file cannot be read
   * @throws ConfigurationFault if it is no map in YAML
   */
  public static Map<String, Object> read(Path file, Predicate<String> isSection)
      throws IOException {
    Map<String, Object> flat = new LinkedHashMap<>();
    try {
      JsonNode read = YAML.readTree(Files.readString(file));
      Object tree = YAML.treeToValue(read, Object.class);
      if (tree == null || read.isMissingNode()) {
        return flat;
      }
      if (!(tree instanceof Map<?, ?> map)) {
        throw new ConfigurationFault(List.of(file + " is not a map of keys to values"));
      }
      flatten("", map, isSection, flat);
      return flat;
    } catch (JsonProcessingException fault) {
      throw new ConfigurationFault(List.of(file + " is not YAML: " + withoutExcerpt(fault)));
    } catch (CharacterCodingException fault) {
      throw new ConfigurationFault(
          List.of(file + " is not text in UTF-8; save it as UTF-8, or name another file"));
    }
  }

  /** The parser shows the line, which may hold a password. */
  private static String withoutExcerpt(JsonProcessingException fault) {
    String words = fault.getOriginalMessage().lines().findFirst().orElse("");
    return fault.getLocation() == null
        ? words
        : "%s (line %d)".formatted(words, fault.getLocation().getLineNr());
  }

  private static void flatten(
      String prefix, Map<?, ?> tree, Predicate<String> isSection, Map<String, Object> flat) {
    tree.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> below && !below.isEmpty()) {
            flatten(prefix + key + ".", below, isSection, flat);
          } else if (!isEmpty(value) || !isSection.test(prefix + key)) {
            flat.put(prefix + key, value);
          }
        });
  }

  private static boolean isEmpty(Object value) {
    return value == null || (value instanceof Map<?, ?> below && below.isEmpty());
  }

  /** Removes the keys that begin with a prefix, and gives them without it. */
  public static Map<String, Object> take(Map<String, Object> keys, String prefix) {
    Map<String, Object> taken = new LinkedHashMap<>();
    keys.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            taken.put(key.substring(prefix.length()), value);
          }
        });
    keys.keySet().removeIf(key -> key.startsWith(prefix));
    return taken;
  }
}
