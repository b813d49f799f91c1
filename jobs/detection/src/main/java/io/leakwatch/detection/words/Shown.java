package io.leakwatch.detection.words;

/**
 * Text that an attacker may have typed, such as an account's name, as it can be shown to a person:
 * a terminal must not obey it, and it must not look like something else.
 */
public final class Shown {

  private Shown() {}

  /**
   * The text with what nobody sees made visible. ISO controls, Unicode format characters (bidi
   * overrides, zero width), line and paragraph separators and unpaired surrogates become a
   * backslash, {@code u} and four lower-case hexadecimal digits for each UTF-16 unit; everything
   * else stays. Shown text is shown again as it is.
   *
   * @param raw any text, never null
   */
  public static String text(String raw) {
    int at = firstHidden(raw);
    if (at == raw.length()) {
      return raw;
    }
    StringBuilder shown = new StringBuilder(raw.length() + 16).append(raw, 0, at);
    while (at < raw.length()) {
      int point = raw.codePointAt(at);
      int units = Character.charCount(point);
      if (isHidden(point)) {
        for (int i = at; i < at + units; i++) {
          shown.append(String.format("\\u%04x", (int) raw.charAt(i)));
        }
      } else {
        shown.appendCodePoint(point);
      }
      at += units;
    }
    return shown.toString();
  }

  private static int firstHidden(String raw) {
    int at = 0;
    while (at < raw.length()) {
      int point = raw.codePointAt(at);
      if (isHidden(point)) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
