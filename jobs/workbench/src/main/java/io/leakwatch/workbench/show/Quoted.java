package io.leakwatch.workbench.show;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a list, so that none can pass for two. */
final class Quoted {

  private Quoted() {}

  /** The name, in quotation marks where it holds a space, a comma or such a mark, or nothing. */
  static String name(String raw) {
    boolean isPlain =
        !raw.isEmpty()
            && raw.chars().noneMatch(each -> each == ',' || each == '"' || isSpace(each));
    return isPlain ? raw : "\"" + raw.replace("\"", "\\\"") + "\"";
  }

  private static boolean isSpace(int each) {
    return Character.isWhitespace(each) || Character.isSpaceChar(each);
  }

  /** All names, separated by commas. */
  static String names(Collection<String> raw) {
    return raw.stream().map(Quoted::name).collect(Collectors.joining(", "));
  }
}
