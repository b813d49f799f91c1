package io.leakwatch.pipeline.decisions;

import java.util.List;
import java.util.stream.Stream;

/**
 * An id in which {@code *} stands for any characters, also for none; all others stand for
 * themselves, and capitals are not small letters. Ids are an attacker's and may be long, so a look
 * takes time in proportion to the id, whatever the pattern.
 */
public final class SubjectPattern {

  /** As many characters as a pattern may have; nobody reads a longer one before making it. */
  public static final int LONGEST = 256;

  private final String text;
  private final String begin;

  /** What has to come between the two ends, in this order. */
  private final List<Piece> between;

  private final String end;

  private SubjectPattern(String text) {
    this.text = text;
    int first = text.indexOf('*');
    int last = text.lastIndexOf('*');
    begin = first < 0 ? text : text.substring(0, first);
    end = first < 0 ? "" : text.substring(last + 1);
    between =
        first < last
            ? Stream.of(text.substring(first + 1, last).split("\\*"))
                .filter(piece -> !piece.isEmpty())
                .map(Piece::of)
                .toList()
            : List.of();
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is empty or longer than {@link #LONGEST}
   */
  public static SubjectPattern of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "subject has %d characters; it must have 1 to %d".formatted(text.length(), LONGEST));
    }
    return new SubjectPattern(text);
  }

  /** Whether it leaves no id out. */
  public boolean fitsAll() {
    return text.chars().allMatch(each -> each == '*');
  }

  /** Whether an id is as it says. */
  public boolean fits(String id) {
    if (text.indexOf('*') < 0) {
      return id.equals(text);
    }
    int limit = id.length() - end.length();
    if (limit < begin.length() || !id.startsWith(begin) || !id.endsWith(end)) {
      return false;
    }
    int from = begin.length();
    for (Piece piece : between) {
      from = piece.endIn(id, from, limit);
      if (from < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * A text that is looked for as Knuth, Morris and Pratt do, which never goes back.
   *
   * @param again by how many characters of it were found: how many of those are still found when
   *     the next one is not as expected
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody else has it
  private record Piece(String text, int[] again) {

    static Piece of(String text) {
      int[] again = new int[text.length() + 1];
      int found = 0;
      for (int i = 1; i < text.length(); i++) {
        while (found > 0 && text.charAt(i) != text.charAt(found)) {
          found = again[found];
        }
        found += text.charAt(i) == text.charAt(found) ? 1 : 0;
        again[i + 1] = found;
      }
      return new Piece(text, again);
    }

    /** Where it ends that begins first within these bounds; negative if none does. */
    int endIn(String id, int from, int limit) {
      int found = 0;
      for (int i = from; i < limit; i++) {
        while (found > 0 && id.charAt(i) != text.charAt(found)) {
          found = again[found];
        }
        found += id.charAt(i) == text.charAt(found) ? 1 : 0;
        if (found == text.length()) {
          return i + 1;
        }
      }
      return -1;
    }
  }
}
