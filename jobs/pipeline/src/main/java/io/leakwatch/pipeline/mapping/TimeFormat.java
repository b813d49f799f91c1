package io.leakwatch.pipeline.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;

/** How a record of somebody else writes a time. */
interface TimeFormat {

  /**
   * Epoch milliseconds.
   *
   * @throws IllegalArgumentException when it is written otherwise
   */
  long millis(JsonNode written);

  /** What is expected, in words. */
  String wanted();

  /** Powers of ten from each unit to milliseconds. */
  Map<String, Integer> UNITS = Map.of("s", 3, "ms", 0, "us", -3, "ns", -6);

  String ISO = "iso";

  /** Letters of a pattern that say which zone. */
  String ZONE_LETTERS = "VzOXxZ";

  /** More digits than any time has, in any unit. */
  int LONGEST_NUMBER = 40;

  /**
   * The format that a mapping names.
   *
   * @param spec {@code s}, {@code ms}, {@code us}, {@code ns}, {@code iso}, or a pattern of Java's
   * @param zone for times without one; null for none
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static TimeFormat of(String spec, ZoneId zone) {
    if (UNITS.containsKey(spec)) {
      if (zone != null) {
        throw new IllegalArgumentException("seconds since 1970 have no zone; leave it out");
      }
      return new Epoch(spec, UNITS.get(spec));
    }
    if (spec.equals(ISO)) {
      return new Written(
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .append(DateTimeFormatter.ISO_LOCAL_DATE)
              .optionalStart()
              .appendPattern("['T'][' ']")
              .append(DateTimeFormatter.ISO_LOCAL_TIME)
              .optionalEnd()
              .appendPattern("[XXX][XX][X]")
              .toFormatter(Locale.ENGLISH),
          zone,
          "ISO-8601" + (zone == null ? " with a zone" : ""));
    }
    DateTimeFormatter pattern;
    try {
      pattern = DateTimeFormatter.ofPattern(spec, Locale.ENGLISH);
    } catch (IllegalArgumentException fault) {
      throw new IllegalArgumentException(
          "'%s' is none of s, ms, us, ns, iso, and no pattern: %s"
              .formatted(spec, fault.getMessage()),
          fault);
    }
    String letters = spec.replaceAll("'[^']*'", "");
    if (zone == null && letters.chars().noneMatch(each -> ZONE_LETTERS.indexOf(each) >= 0)) {
      throw new IllegalArgumentException(
          "the pattern '%s' has no zone; add zone: UTC, or whichever it is".formatted(spec));
    }
    return new Written(pattern, zone, "a time as in '" + spec + "'");
  }

  /** A number since 1970. */
  record Epoch(String unit, int power) implements TimeFormat {

    @Override
    public long millis(JsonNode written) {
      String text = written.isTextual() || written.isNumber() ? written.asText() : "";
      if (text.length() > LONGEST_NUMBER) {
        throw new IllegalArgumentException("too long");
      }
      BigDecimal number = new BigDecimal(text.strip()).scaleByPowerOfTen(power);
      // Digits before the point; of 1e999999999 nobody wants to see all.
      if (number.precision() - number.scale() > 18) {
        throw new IllegalArgumentException("too large");
      }
      return number.longValue();
    }

    @Override
    public String wanted() {
      return "a time in %s since 1970".formatted(unit);
    }
  }

  /** A text. */
  record Written(DateTimeFormatter format, ZoneId zone, String wanted) implements TimeFormat {

    @Override
    public long millis(JsonNode written) {
      try {
        TemporalAccessor read =
            format.parseBest(
                written.isContainerNode() ? "" : written.asText().strip(),
                ZonedDateTime::from,
                LocalDateTime::from,
                LocalDate::from);
        return moment(read).toEpochMilli();
      } catch (DateTimeException | ArithmeticException fault) {
        throw new IllegalArgumentException(fault);
      }
    }

    private Instant moment(TemporalAccessor read) {
      if (read instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      if (zone == null) {
        throw new IllegalArgumentException("no zone");
      }
      return read instanceof LocalDateTime local
          ? local.atZone(zone).toInstant()
          : LocalDate.from(read).atStartOfDay(zone).toInstant();
    }
  }
}
