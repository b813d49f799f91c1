package io.leakwatch.workbench.terminal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a moment: ISO-8601 with a zone, or a date, which is the beginning of that day in UTC. */
public final class TimeConverter implements ITypeConverter<Instant> {

  private static final int DATE = "2026-01-05".length();

  @Override
  public Instant convert(String text) {
    try {
      return text.length() <= DATE
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException fault) {
      throw new TypeConversionException(
          "'%s' is no moment; write a day such as 2026-01-05 (it begins at midnight UTC), or a time"
                  .formatted(text)
              + " with its zone such as 2026-01-05T12:30:00Z or 2026-01-05T12:30:00+02:00");
    }
  }
}
