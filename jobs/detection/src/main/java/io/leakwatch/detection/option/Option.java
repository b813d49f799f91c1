package io.leakwatch.detection.option;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A value that the user may set: declared once, with its type, unit, default, bounds and the reason
 * for the default. Documentation, parsing and checking are all derived from here.
 *
 * @param <T> Integer, Double, Duration, String, Boolean or a list of Integer or String
 */
public final class Option<T> implements Serializable {

  private final String name;
  private final OptionType<T> type;
  private final T defaultValue;
  private final String unit;
  private final T least;
  private final T most;
  private final String description;

  private Option(
      String name,
      OptionType<T> type,
      T defaultValue,
      String unit,
      T least,
      T most,
      String description) {
    this.name = name;
    this.type = type;
    this.defaultValue = defaultValue;
    this.unit = unit;
    this.least = least;
    this.most = most;
    this.description = description;
  }

  /** A whole number of some unit. */
  public static Option<Integer> whole(String name, int defaultValue, String unit) {
    return new Option<>(name, OptionType.WHOLE, defaultValue, unit, null, null, "");
  }

  /** A number of some unit; for a share of a whole the unit is empty and the bounds are 0 and 1. */
  public static Option<Double> number(String name, double defaultValue, String unit) {
    return new Option<>(name, OptionType.NUMBER, defaultValue, unit, null, null, "");
  }

  /**
   * A length of time, written as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 3h} or {@code 2d}.
   */
  public static Option<Duration> duration(String name, Duration defaultValue) {
    return new Option<>(name, OptionType.DURATION, defaultValue, "", null, null, "");
  }

  /** A text; the default may be empty. */
  public static Option<String> text(String name, String defaultValue) {
    return new Option<>(name, OptionType.TEXT, defaultValue, "", null, null, "");
  }

  /** Yes or no. */
  public static Option<Boolean> flag(String name, boolean defaultValue) {
    return new Option<>(name, OptionType.FLAG, defaultValue, "", null, null, "");
  }

  /** A list of whole numbers. */
  public static Option<List<Integer>> wholes(String name, List<Integer> defaultValue, String unit) {
    return new Option<>(name, OptionType.WHOLES, defaultValue, unit, null, null, "");
  }

  /** A list of texts. */
  public static Option<List<String>> texts(String name, List<String> defaultValue) {
    return new Option<>(name, OptionType.TEXTS, defaultValue, "", null, null, "");
  }

  /** One of a few texts, or of an enum's names in lower case. */
  public static Option<String> oneOf(String name, String defaultValue, List<String> allowed) {
    return new Option<>(name, OptionType.oneOf(allowed), defaultValue, "", null, null, "");
  }

  /** Bounds, both included. */
  public Option<T> between(T least, T most) {
    return new Option<>(name, type, defaultValue, unit, least, most, description);
  }

  /** What it does and why its default is what it is. */
  public Option<T> because(String description) {
    return new Option<>(name, type, defaultValue, unit, least, most, description);
  }

  public String name() {
    return name;
  }

  /** What its numbers are numbers of; empty where there is none. */
  public String unit() {
    return unit;
  }

  public T defaultValue() {
    return defaultValue;
  }

  /** The lowest value that is allowed; null where any is. */
  public T least() {
    return least;
  }

  /** The highest value that is allowed; null where any is. */
  public T most() {
    return most;
  }

  public String description() {
    return description;
  }

  /** For the reference page: {@code whole number of accounts, 2 to 10000}. */
  public String typeText() {
    String text = unit.isEmpty() ? type.name() : type.name() + " (" + unit + ")";
    return least == null ? text : text + ", " + written(least) + " to " + written(most);
  }

  /** The default as one would write it in the configuration. */
  public String defaultText() {
    return written(defaultValue);
  }

  /** A value of it as one would write it in the configuration, such as {@code 10s}. */
  public String written(T value) {
    return type.write(value, most);
  }

  /**
   * The value that a configuration gives.
   *
   * @param raw what the YAML parser found: a number, text, boolean or list
   * @throws IllegalArgumentException if it is of another type or out of bounds; the message says
   *     what was found and what was wanted, without the option's name
   */
  public T parse(Object raw) {
    T value = type.parse(raw);
    if (least != null && (type.compare(value, least) < 0 || type.compare(value, most) > 0)) {
      throw new IllegalArgumentException(
          written(value)
              + " is out of range; it must be "
              + written(least)
              + " to "
              + written(most));
    }
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Option<?> option && name.equals(option.name);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
