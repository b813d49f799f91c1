package io.leakwatch.workbench.terminal;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a span of time as people write it: {@code 2d}, {@code 12h}, {@code 1h30m}, {@code PT12H}.
 */
public final class SpanConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return Duration.parse(iso(text.strip().toUpperCase(Locale.ROOT)));
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is no span of time such as 2d, 12h or PT12H");
    }
  }

  private static String iso(String text) {
    if (text.startsWith("P")) {
      return text;
    }
    int days = text.indexOf('D') + 1;
    return days == 0
        ? "PT" + text
        : "P" + text.substring(0, days) + (days < text.length() ? "T" + text.substring(days) : "");
  }
}
