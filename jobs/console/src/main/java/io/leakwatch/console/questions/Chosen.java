package io.leakwatch.console.questions;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One of a few words that a question may hold. */
final class Chosen {

  private Chosen() {}

  /**
   * The constant of a name.
   *
   * @param parameter the question's, for the fault
   * @param word in lower case; null or empty for the first constant
   * @throws IllegalArgumentException where there is none of that name; it lists those that there
   *     are
   */
  static <E extends Enum<E>> E of(Class<E> type, String parameter, String word) {
    E[] all = type.getEnumConstants();
    return word == null || word.isEmpty()
        ? all[0]
        : Arrays.stream(all)
            .filter(each -> word(each).equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        parameter
                            + ": there is none of this name; give one of "
                            + Arrays.stream(all)
                                .map(Chosen::word)
                                .collect(Collectors.joining(", "))));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
