package io.leakwatch.detection.activity;

import com.google.common.base.Utf8;
import java.nio.charset.StandardCharsets;

/**
 * Texts of bytes that may be no UTF-8. Java puts U+FFFD in the place of what it cannot read, so
 * that names which differ in that become one. Here each such byte is shown as U+FFFD, {@code x} and
 * two hexadecimal digits: different bytes are different texts, and whoever sends them stays in
 * sight. Overlong forms and halves of surrogate pairs are no UTF-8 either.
 *
 * <p>A text that only looks like that, because somebody wrote U+FFFD and {@code xFF}, has the bytes
 * of its U+FFFD shown, so it is another text. All other texts stay as they are.
 */
public final class ExactText {

  private static final char REPLACED = '\uFFFD';
  private static final byte[] REPLACED_BYTES = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};
  private static final String DIGITS = "0123456789ABCDEF";

  private static final String SHOWN_BY = REPLACED + "x";
  private static final String SHOWN_IN_LOG = "\\x";

  /** {@code x} and two digits. */
  private static final int DIGITS_BEHIND = 3;

  private ExactText() {}

  /** The text of some bytes. */
  public static String of(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    return isPlain(text) ? text : escaped(bytes, offset, offset + length, SHOWN_BY);
  }

  /**
   * The text of some bytes of a log of another program, or of its parts: a byte that is no UTF-8 is
   * a backslash, {@code x} and two digits, as web servers write it themselves.
   */
  public static String inLog(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return isPlain(text) ? text : escaped(bytes, 0, bytes.length, SHOWN_IN_LOG);
  }

  /** Whether a text that Java has read from bytes surely is what {@link #of} makes of them. */
  public static boolean isPlain(String text) {
    return text.indexOf(REPLACED) < 0;
  }

  /**
   * The same of a text that was not read from bytes, but from a notation that can write any UTF-16
   * unit, such as JSON: of half a surrogate pair, the bytes it would have are shown.
   */
  public static String of(String text) {
    return escaped(text, true);
  }

  /** Likewise, but U+FFFD stays as it is: of a text that was {@link #of} already. */
  public static String ofHalves(String text) {
    return escaped(text, false);
  }

  private static String escaped(String text, boolean alsoReplaced) {
    int at = 0;
    while (at < text.length() && isWhole(text, at, alsoReplaced)) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (isWhole(text, at, alsoReplaced)) {
        shown.appendCodePoint(point);
      } else {
        show(0xE0 | (point >> 12), SHOWN_BY, shown);
        show(0x80 | ((point >> 6) & 0x3F), SHOWN_BY, shown);
        show(0x80 | (point & 0x3F), SHOWN_BY, shown);
      }
      at += Character.charCount(point);
    }
    return shown.toString();
  }

  private static boolean isWhole(String text, int at, boolean alsoReplaced) {
    int point = text.codePointAt(at);
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      return false;
    }
    return point != REPLACED
        || !alsoReplaced
        || text.length() - at <= DIGITS_BEHIND
        || !areDigits(text.charAt(at + 1), text.charAt(at + 2), text.charAt(at + 3));
  }

  private static String escaped(byte[] bytes, int from, int end, String shownBy) {
    boolean canLookEscaped = shownBy.equals(SHOWN_BY);
    StringBuilder shown = new StringBuilder(end - from + 16);
    int at = from;
    while (at < end) {
      int length = lengthAt(bytes, at, end);
      if (length == 0 || (canLookEscaped && looksEscaped(bytes, at, length, end))) {
        for (int last = at + Math.max(1, length); at < last; at++) {
          show(bytes[at] & 0xFF, shownBy, shown);
        }
      } else {
        shown.append(new String(bytes, at, length, StandardCharsets.UTF_8));
        at += length;
      }
    }
    return shown.toString();
  }

  /** How many bytes a character takes; 0 where there is none. */
  private static int lengthAt(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xFF;
    int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    return length <= end - at && Utf8.isWellFormed(bytes, at, length) ? length : 0;
  }

  private static boolean looksEscaped(byte[] bytes, int at, int length, int end) {
    int behind = at + length;
    return length == REPLACED_BYTES.length
        && bytes[at] == REPLACED_BYTES[0]
        && bytes[at + 1] == REPLACED_BYTES[1]
        && bytes[at + 2] == REPLACED_BYTES[2]
        && end - behind >= DIGITS_BEHIND
        && areDigits((char) bytes[behind], (char) bytes[behind + 1], (char) bytes[behind + 2]);
  }

  private static boolean areDigits(char x, char high, char low) {
    return x == 'x' && DIGITS.indexOf(high) >= 0 && DIGITS.indexOf(low) >= 0;
  }

  private static void show(int value, String shownBy, StringBuilder shown) {
    shown.append(shownBy);
    shown.append(DIGITS.charAt(value >> 4)).append(DIGITS.charAt(value & 0xF));
  }
}
