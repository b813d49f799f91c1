package io.leakwatch.local;

import io.leakwatch.detection.words.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as it may be put on a terminal: it takes no more columns than there are, and does nothing to
 * the terminal but to stand there. Ids come from attackers, who could otherwise move the cursor,
 * turn the direction of writing, or begin a line of their own.
 */
public final class Fitted {

  private static final String CUT = "…";

  private Fitted() {}

  /** One line, cut to so many columns; what is cut off is marked by an ellipsis. */
  public static String line(String text, int columns) {
    StringBuilder line = new StringBuilder();
    int used = 0;
    int fits = 0; // how much of the line leaves room for the ellipsis
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      String piece = Shown.text(Character.toString(text.codePointAt(i)));
      used += columns(piece);
      if (used > columns) {
        line.setLength(fits);
        return columns < 1 ? "" : line.append(CUT).toString();
      }
      line.append(piece);
      if (used < columns) {
        fits = line.length();
      }
    }
    return line.toString();
  }

  /** Several lines, broken at spaces; all but the first are indented two columns further. */
  public static List<String> lines(String text, int columns) {
    String words = text.stripLeading();
    String lead = " ".repeat(text.length() - words.length());
    List<String> lines = new ArrayList<>();
    String line = lead;
    boolean isFirst = true; // in its line
    for (String word : words.split(" ", -1)) {
      String longer = isFirst ? line + word : line + " " + word;
      if (!isFirst && columns(longer) > columns) {
        lines.add(line(line, columns));
        longer = lead + "  " + word;
      }
      line = longer;
      isFirst = false;
    }
    lines.add(line(line, columns));
    return lines;
  }

  /** How many columns a text takes: never fewer than on a terminal, sometimes more. */
  public static int columns(String text) {
    return text.codePoints().map(Fitted::columns).sum();
  }

  /** Ideographs and pictures take two; of what we do not know we assume it. */
  private static int columns(int codePoint) {
    boolean narrow =
        codePoint < 0x1100 // Latin to Georgian; marks that take none are among them
            || (codePoint >= 0x1e00
                && codePoint < 0x2300) // Latin, Greek, punctuation, arrows, maths
            || (codePoint >= 0x2500 && codePoint < 0x25a0); // lines and blocks
    return narrow ? 1 : 2;
  }
}
