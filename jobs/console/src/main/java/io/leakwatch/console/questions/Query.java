package io.leakwatch.console.questions;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What stands behind the question mark of an address. */
public record Query(Map<String, String> given) {

  /** A text; null where it is not there, or empty. */
  public String text(String name) {
    String text = given.get(name);
    return text == null || text.isEmpty() ? null : text;
  }

  /** Texts separated by commas; empty where there are none. */
  public List<String> many(String name) {
    String text = text(name);
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).filter(each -> !each.isEmpty()).toList();
  }

  /** A whole number; null where there is none. */
  public Long number(String name) {
    String text = text(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException fault) {
      throw new IllegalArgumentException(name + ": not a whole number; give one", fault);
    }
  }

  /** A whole number between bounds, both included. */
  public int number(String name, int otherwise, int least, int most) {
    Long number = number(name);
    if (number == null) {
      return otherwise;
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "%s: %d is out of range; give %d to %d".formatted(name, number, least, most));
    }
    return number.intValue();
  }
}
