package io.leakwatch.workbench.terminal;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Text measured in columns of a terminal. Chinese, Japanese, Korean and pictures take two; all else
 * counts as one, also a mark that stands on another character, so that no line is ever longer than
 * it was measured.
 */
public final class Cells {

  private static final String CUT = "…";

  private Cells() {}

  /** How many columns the text takes. */
  public static int width(String text) {
    return text.codePoints().map(Cells::width).sum();
  }

  /** The text, or as much of it as fits with an ellipsis behind it; the width is 1 or more. */
  public static String cut(String text, int width) {
    return width(text) <= width ? text : text.substring(0, fitting(text, width - 1)) + CUT;
  }

  /** The text with spaces behind it, up to a width. */
  public static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /**
   * The text in lines of at most a width, which is 2 or more. Lines break at spaces; a word that is
   * too long breaks where it must.
   */
  public static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (width(rest) > width) {
      int end = fitting(rest, width);
      int space = rest.lastIndexOf(' ', end);
      int at = space > 0 ? space : end;
      lines.add(rest.substring(0, at).stripTrailing());
      rest = rest.substring(at).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** How many UTF-16 units fit, without breaking a pair. */
  private static int fitting(String text, int width) {
    int at = 0;
    int used = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      used += width(point);
      if (used > width) {
        break;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  private static int width(int point) {
    return point >= 0x1100 && isWide(point) ? 2 : 1;
  }

  private static boolean isWide(int point) {
    if (point >= 0xFF61 && point <= 0xFFDC) {
      return false; // half-width forms
    }
    boolean isPicture =
        (point >= 0x1F000 && point <= 0x1FAFF) || (point >= 0x2600 && point <= 0x27BF);
    boolean isFullWidth =
        (point >= 0x2E80 && point <= 0x303F)
            || (point >= 0x3200 && point <= 0x33FF)
            || (point >= 0xFE30 && point <= 0xFE6F)
            || (point >= 0xFF01 && point <= 0xFF60)
            || (point >= 0xFFE0 && point <= 0xFFE6);
    return isPicture
        || isFullWidth
        || switch (UnicodeScript.of(point)) {
          case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI -> true;
          default -> false;
        };
  }
}
