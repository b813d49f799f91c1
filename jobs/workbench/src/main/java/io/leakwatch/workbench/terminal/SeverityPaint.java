package io.leakwatch.workbench.terminal;

import io.leakwatch.schemas.Severity;

/** Colours a severity where it stands in a table. */
public final class SeverityPaint {

  private SeverityPaint() {}

  /** Colours the words of one column; of none where the screen has no colours. */
  public static TextTable.Paint of(int column, Screen screen) {
    return screen.coloured()
        ? (at, text) -> at == column ? coloured(text) : text
        : TextTable.Paint.PLAIN;
  }

  private static String coloured(String text) {
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(text)) {
        return "\u001b[" + colour(severity) + "m" + text + "\u001b[0m";
      }
    }
    return text;
  }

  private static String colour(Severity severity) {
    return switch (severity) {
      case INFORMATIONAL -> "2";
      case LOW -> "36";
      case MEDIUM -> "33";
      case HIGH -> "31";
      case CRITICAL -> "1;97;41";
    };
  }
}
