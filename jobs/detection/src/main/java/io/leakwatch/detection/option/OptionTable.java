package io.leakwatch.detection.option;

import java.util.List;

/** Options as a Markdown table: what every page about options is made of. */
public final class OptionTable {

  private OptionTable() {}

  /**
   * A table with a row for each option, in the given order; ends with a line end.
   *
   * @param prefix what stands before each name, such as {@code detectors.x.}; may be empty
   */
  public static String of(String prefix, List<Option<?>> options) {
    StringBuilder table =
        new StringBuilder("| option | value | default | why |\n|---|---|---|---|\n");
    for (Option<?> option : options) {
      table
          .append("| `")
          .append(prefix)
          .append(option.name())
          .append("` | ")
          .append(cell(option.typeText()))
          .append(" | ")
          .append(option.defaultText().isEmpty() ? "empty" : "`" + option.defaultText() + "`")
          .append(" | ")
          .append(cell(option.description()))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
