package io.leakwatch.pipeline;

import io.leakwatch.detection.option.Option;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A map as the YAML parser found it, read by key; every fault says where it is and what is wanted.
 *
 * @param where what to call it in messages
 */
record YamlMap(String where, Map<String, Object> values) {

  private static final Option<Duration> DURATION = Option.duration("time", Duration.ZERO);

  @SuppressWarnings("unchecked") // keys of YAML maps are texts once written back as texts
  static YamlMap of(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + " is " + value + ", expected keys and values");
    }
    return new YamlMap(where, (Map<String, Object>) map);
  }

  /** Refuses a key that nobody would read: it would be a silent mistake. */
  YamlMap knowing(String... keys) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    List.of(keys).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          where + ": unknown key " + unknown + "; known are " + List.of(keys));
    }
    return this;
  }

  /** The same without a key, which somebody else reads. */
  YamlMap without(String key) {
    Map<String, Object> others = new LinkedHashMap<>(values);
    others.remove(key);
    return new YamlMap(where, others);
  }

  boolean has(String key) {
    return values.get(key) != null;
  }

  Object value(String key) {
    if (!has(key)) {
      throw new IllegalArgumentException(where + ": add '" + key + "'");
    }
    return values.get(key);
  }

  String text(String key) {
    return String.valueOf(value(key)).trim();
  }

  int whole(String key, int otherwise) {
    return has(key) ? Option.whole(key, otherwise, "").parse(values.get(key)) : otherwise;
  }

  long millis(String key) {
    return DURATION.parse(value(key)).toMillis();
  }

  YamlMap map(String key) {
    return has(key)
        ? of(where + "." + key, values.get(key))
        : new YamlMap(where + "." + key, Map.of());
  }

  /** A list, or a single value as a list of one; empty where there is none. */
  List<Object> list(String key) {
    if (!has(key)) {
      return List.of();
    }
    return values.get(key) instanceof List<?> list ? List.copyOf(list) : List.of(values.get(key));
  }

  List<String> texts(String key) {
    return list(key).stream().map(String::valueOf).toList();
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> type) {
    String name = text(key).toUpperCase(Locale.ROOT).replace('-', '_');
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          where
              + "."
              + key
              + " is '"
              + text(key)
              + "', expected one of "
              + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT),
          unknown);
    }
  }
}
