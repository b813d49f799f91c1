package io.leakwatch.workbench.importing.lines;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as the beginning of a line writes it, with whatever it leaves out.
 *
 * @param year null where it is not written
 * @param offset null where no zone is written
 * @param rest what follows, without the space between
 */
public record WrittenTime(
    Integer year, MonthDay day, LocalTime time, ZoneOffset offset, String rest) {

  private static final String CLOCK =
      "(?<h>\\d{1,2}):(?<m>\\d\\d):(?<s>\\d\\d)(?:[.,](?<f>\\d{1,9}))?";
  private static final String WEEKDAY = "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?";
  private static final String MONTH = "(?<mon>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /** RFC 3164, with a year before, in the middle, behind, or nowhere. */
  private static final Pattern BSD =
      Pattern.compile(
          WEEKDAY
              + "(?:(?<y0>\\d{4}) )?"
              + MONTH
              + " +(?<d>\\d{1,2})(?: (?<y1>\\d{4}))? "
              + CLOCK
              + "(?: (?<y2>\\d{4})(?= ))?");

  private static final Pattern DAY_FIRST =
      Pattern.compile(WEEKDAY + "(?<d>\\d{1,2})[ /-]" + MONTH + "[ /-](?<y0>\\d{4})[ :]" + CLOCK);

  private static final Pattern ISO =
      Pattern.compile(WEEKDAY + "(?<y0>\\d{4})[-/](?<mm>\\d\\d)[-/](?<d>\\d\\d)[T ]" + CLOCK);

  private static final Pattern COMPACT =
      Pattern.compile(
          "(?<y0>\\d{4})(?<mm>\\d\\d)(?<d>\\d\\d)[T ](?<h>\\d\\d):?(?<m>\\d\\d):?(?<s>\\d\\d)"
              + "(?:[.,](?<f>\\d{1,9}))?");

  private static final Pattern EPOCH =
      Pattern.compile("(\\d{9,10})(?:\\.\\d{1,9})?(?= )|(\\d{13})(?= )");

  private static final Pattern ZONE =
      Pattern.compile(" ?(Z|[+-]\\d\\d(?::?\\d\\d)?)(?= |$)| ([A-Z]{1,5})(?= )");

  /**
   * Reads a time.
   *
   * @param local the zone whose names are understood besides those that mean one thing everywhere
   * @return empty where the line does not begin with a time
   * @throws DateTimeException if there is no such moment, such as 30 February
   */
  public static Optional<WrittenTime> read(String line, ZoneId local) {
    if (line.isEmpty()) {
      return Optional.empty();
    }
    if (Character.isDigit(line.charAt(0))) {
      return read(ISO.matcher(line), line, local)
          .or(() -> epoch(line))
          .or(() -> read(DAY_FIRST.matcher(line), line, local))
          .or(() -> read(COMPACT.matcher(line), line, local))
          .or(() -> read(BSD.matcher(line), line, local));
    }
    return read(BSD.matcher(line), line, local)
        .or(() -> read(ISO.matcher(line), line, local))
        .or(() -> read(DAY_FIRST.matcher(line), line, local));
  }

  private static Optional<WrittenTime> read(Matcher shape, String line, ZoneId local) {
    if (!shape.lookingAt()) {
      return Optional.empty();
    }
    LocalTime time =
        LocalTime.of(
            number(shape, "h"), number(shape, "m"), second(number(shape, "s")), nanos(shape));
    int month =
        shape.pattern() == ISO || shape.pattern() == COMPACT
            ? number(shape, "mm")
            : MONTHS.indexOf(shape.group("mon")) + 1;
    return zoned(
        year(shape),
        MonthDay.of(month, number(shape, "d")),
        time,
        line.substring(shape.end()),
        local);
  }

  private static Integer year(Matcher shape) {
    String year = shape.group("y0");
    if (year == null && shape.pattern() == BSD) {
      year = shape.group("y1") == null ? shape.group("y2") : shape.group("y1");
    }
    return year == null ? null : Integer.valueOf(year);
  }

  private static int number(Matcher shape, String group) {
    return Integer.parseInt(shape.group(group));
  }

  /** A leap second is written as the sixtieth, and Java knows none. */
  private static int second(int written) {
    return written == 60 ? 59 : written;
  }

  private static int nanos(Matcher shape) {
    String fraction = shape.group("f");
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static Optional<WrittenTime> zoned(
      Integer year, MonthDay day, LocalTime time, String after, ZoneId local) {
    ZoneOffset offset = null;
    String rest = after;
    Matcher zone = ZONE.matcher(after);
    if (zone.lookingAt()) {
      offset =
          zone.group(1) != null
              ? ZoneOffset.of(zone.group(1))
              : ZoneNames.offset(zone.group(2), local, year, day, time);
      rest = offset == null ? after : after.substring(zone.end());
    }
    return rest.startsWith(" ") || rest.startsWith(": ")
        ? Optional.of(
            new WrittenTime(year, day, time, offset, rest.substring(rest.indexOf(' ')).strip()))
        : Optional.empty();
  }

  private static Optional<WrittenTime> epoch(String line) {
    Matcher epoch = EPOCH.matcher(line);
    if (!epoch.lookingAt()) {
      return Optional.empty();
    }
    Instant at =
        epoch.group(2) == null
            ? Instant.ofEpochSecond(Long.parseLong(epoch.group(1)))
            : Instant.ofEpochMilli(Long.parseLong(epoch.group(2)));
    LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    return Optional.of(
        new WrittenTime(
            utc.getYear(),
            MonthDay.from(utc),
            utc.toLocalTime(),
            ZoneOffset.UTC,
            line.substring(epoch.end()).strip()));
  }

  /**
   * The time in a year.
   *
   * @throws DateTimeException if the year has no such day
   */
  public LocalDateTime in(int someYear) {
    return LocalDate.of(someYear, day.getMonthValue(), day.getDayOfMonth()).atTime(time);
  }
}
