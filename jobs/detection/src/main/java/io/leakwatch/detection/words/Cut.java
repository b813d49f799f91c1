package io.leakwatch.detection.words;

/** Texts that are too long. */
public final class Cut {

  private Cut() {}

  /**
   * The beginning of a text. A character of two UTF-16 units is left out rather than halved: half
   * of one cannot be written as UTF-8.
   *
   * @param longest at most so many UTF-16 units, 0 or more
   */
  public static String to(int longest, String text) {
    if (text.length() <= longest) {
      return text;
    }
    boolean halves = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, halves ? longest - 1 : longest);
  }
}
