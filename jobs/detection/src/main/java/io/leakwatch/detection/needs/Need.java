package io.leakwatch.detection.needs;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What a detector looks for in events.
 *
 * @param anyOf any of these will do; one or more
 * @param without what stays unseen, or grows weaker, without all of them: a short sentence
 */
public record Need(List<Trait> anyOf, String without) implements Serializable {

  private static final int LONGEST = 160;

  public Need {
    anyOf = List.copyOf(anyOf);
    if (anyOf.isEmpty()) {
      throw new IllegalArgumentException("a need names one field or kind of event, or more");
    }
    if (!without.endsWith(".") || without.length() > LONGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "'%s' should be a sentence of at most %d characters", without, LONGEST));
    }
  }
}
