package io.leakwatch.workbench.docs;

/** A part of a page between two markers: what stands there is generated, the rest is not. */
final class MarkedPart {

  private MarkedPart() {}

  /** The page with its part replaced; unchanged where it has no such markers. */
  static String replaced(String page, String name, String text) {
    String begin = "<!-- " + name + ":begin -->";
    String end = "<!-- " + name + ":end -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      return page;
    }
    return page.substring(0, from + begin.length()) + "\n" + text + page.substring(to);
  }
}
