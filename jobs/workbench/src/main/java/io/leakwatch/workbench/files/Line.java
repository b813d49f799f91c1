package io.leakwatch.workbench.files;

import java.nio.charset.StandardCharsets;

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

  /** The line as text; what is not UTF-8 becomes a replacement character. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The line holds nothing but spaces and tabs. */
  public boolean isBlank() {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t') {
        return false;
      }
    }
    return true;
  }
}
