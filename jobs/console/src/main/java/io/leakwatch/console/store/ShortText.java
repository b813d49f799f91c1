package io.leakwatch.console.store;

import com.google.common.hash.Hashing;
import io.leakwatch.detection.words.Cut;
import java.nio.charset.StandardCharsets;

/** Texts that attackers may have made as long as they like, as rows show them. */
public final class ShortText {

  /** The longest id that is shown as it is, in UTF-16 units: five lines of a table's cell. */
  static final int LONGEST_ID = 200;

  /** Of a longer one so many units are shown. */
  public static final int BEGINNING = 180;

  private static final int LONGEST_TITLE = 400;
  private static final int LONGEST_SUMMARY = 2_000;

  private ShortText() {}

  /** The id; a long one's beginning and a mark of the whole, so that two stay two. */
  public static String id(String whole) {
    return whole.length() <= LONGEST_ID
        ? whole
        : Cut.to(BEGINNING, whole)
            + "…"
            + Hashing.sha256().hashString(whole, StandardCharsets.UTF_8).toString().substring(0, 8);
  }

  static String title(String whole) {
    return cut(LONGEST_TITLE, whole);
  }

  static String summary(String whole) {
    return cut(LONGEST_SUMMARY, whole);
  }

  /** The beginning, with a mark where something was left out. */
  public static String cut(int longest, String whole) {
    return whole.length() <= longest ? whole : Cut.to(longest - 1, whole) + "…";
  }
}
