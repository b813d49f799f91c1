package io.leakwatch.workbench.docs;

import java.util.Optional;

/** A part of a page between two markers: what stands there is generated, the rest is not. */
public final class MarkedPart {

  private MarkedPart() {}

  /** The page with its part replaced; unchanged where it has no such markers. */
  public static String replaced(String page, String name, String text) {
    String begin = begin(name);
    String end = end(name);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      return page;
    }
    return page.substring(0, from + begin.length()) + "\n" + text + page.substring(to);
  }

  /** What stands in the part; empty where the page has no such markers. */
  public static Optional<String> of(String page, String name) {
    int from = page.indexOf(begin(name));
    int to = page.indexOf(end(name));
    return from < 0 || to < from
        ? Optional.empty()
        : Optional.of(page.substring(from + begin(name).length() + 1, to));
  }

  /** A part with its markers, for a page that has none yet. */
  public static String marked(String name, String text) {
    return begin(name) + "\n" + text + end(name) + "\n";
  }

  private static String begin(String name) {
    return "<!-- " + name + ":begin -->";
  }

  private static String end(String name) {
    return "<!-- " + name + ":end -->";
  }
}
