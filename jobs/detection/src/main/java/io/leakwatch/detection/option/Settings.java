package io.leakwatch.detection.option;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The values of a set of options: what the user gave, else the defaults. Immutable. */
public final class Settings implements Serializable {

  private final ArrayList<Option<?>> options;
  private final HashMap<String, Object> given;

  /** Sensors ask for every event, so defaults are laid out beside what was given. */
  private final transient HashMap<String, Object> values;

  private Settings(List<Option<?>> options, Map<String, Object> given) {
    this.options = new ArrayList<>(options);
    this.given = new HashMap<>(given);
    this.values = new HashMap<>();
    // Interned, as the names in rooms' constants are: the same text is found sooner than an equal.
    options.forEach(option -> values.put(option.name().intern(), option.defaultValue()));
    values.putAll(given);
  }

  /** All defaults. */
  public static Settings defaults(List<Option<?>> options) {
    return new Settings(options, Map.of());
  }

  /**
   * What a configuration gives for these options. Every fault is reported, not only the first.
   *
   * @param prefix what stands before the options' names in messages, such as {@code detectors.x.}
   * @param raw option name to value as the YAML parser found it
   * @param faults takes one message a fault, saying which key, what was found and what was wanted
   */
  public static Settings of(
      List<Option<?>> options, String prefix, Map<String, ?> raw, Consumer<String> faults) {
    Map<String, Object> given = new HashMap<>();
    raw.forEach(
        (name, value) ->
            options.stream()
                .filter(option -> option.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                    option -> parse(option, prefix, value, given, faults),
                    () -> faults.accept(unknown(options, prefix, name))));
    return new Settings(options, given);
  }

  private static void parse(
      Option<?> option,
      String prefix,
      Object value,
      Map<String, Object> given,
      Consumer<String> faults) {
    if (value == null) {
      return; // a known key without a value has its default
    }
    try {
      given.put(option.name(), option.parse(value));
    } catch (IllegalArgumentException fault) {
      faults.accept(prefix + option.name() + ": " + fault.getMessage());
    }
  }

  private static String unknown(List<Option<?>> options, String prefix, String name) {
    return prefix
        + name
        + ": unknown key; known are "
        + String.join(", ", options.stream().map(Option::name).sorted().toList());
  }

  /** These settings with one value replaced. */
  public <T> Settings with(Option<T> option, T value) {
    Map<String, Object> more = new HashMap<>(given);
    more.put(option.name(), value);
    return new Settings(options, more);
  }

  /**
   * The value of an option.
   *
   * @throws IllegalArgumentException if the option is not one of this set
   */
  @SuppressWarnings("unchecked") // values are put in under the option that parsed them
  public <T> T get(Option<T> option) {
    Object value = values.get(option.name());
    if (value == null) {
      throw new IllegalArgumentException("option " + option + " is not declared here");
    }
    return (T) value;
  }

  /** Laid out anew in every JVM. */
  private Object readResolve() {
    return new Settings(options, given);
  }
}
