package io.leakwatch.pipeline.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** ISO-8601 moments as people's programs write them. */
final class IsoTime {

  /**
   * Offsets as +02:00, +0200, +02 or Z, and a region behind it, as Java's own time classes write.
   */
  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .optionalStart()
          .appendLiteral('[')
          .appendZoneRegionId()
          .appendLiteral(']')
          .optionalEnd()
          .toFormatter();

  private IsoTime() {}

  /**
   * The moment, cut to milliseconds, as the schemas hold it.
   *
   * @throws IllegalArgumentException when it is not ISO-8601, or has no zone
   */
  static Instant parse(String text) {
    try {
      Instant moment = ZonedDateTime.parse(text, ZONED).toInstant();
      return Instant.ofEpochMilli(moment.toEpochMilli());
    } catch (DateTimeException | ArithmeticException fault) {
      throw new IllegalArgumentException(fault);
    }
  }
}
