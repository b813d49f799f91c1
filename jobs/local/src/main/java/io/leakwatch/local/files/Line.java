package io.leakwatch.local.files;

import io.leakwatch.detection.activity.ExactText;
import java.util.Arrays;

/**
 * One line of a text file, without its end.
 *
 * @param number from 0
 * @param bytes at most {@link LineReader#LONGEST} of them
 * @param fault why there may be more to the line than this: it is too long, or the file is cut
 *     short or damaged here and this is the last line; null where it is whole
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on as it is; nobody compares these.
public record Line(long number, byte[] bytes, String fault) {

  /** U+FEFF, which some programs begin a file with. */
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** The line as text. What is no UTF-8 is shown: in JSON, where no backslash may, as elsewhere. */
  public String text() {
    return bytes.length > 0 && bytes[0] == '{'
        ? ExactText.of(bytes, 0, bytes.length)
        : ExactText.inLog(bytes);
  }

  /** The line holds nothing but spaces, tabs and what ends lines, or the mark of UTF-8. */
  public boolean isBlank() {
    int length = Math.min(MARK.length, bytes.length);
    boolean isMarked = Arrays.equals(MARK, 0, MARK.length, bytes, 0, length);
    for (int i = isMarked ? MARK.length : 0; i < bytes.length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
