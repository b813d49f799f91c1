package io.leakwatch.workbench.importing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of syslog: when, where, who, and what it said.
 *
 * @param program empty where the syslog daemon itself speaks
 * @param pid empty where the program writes none
 */
record SyslogLine(Instant at, String host, String program, String pid, String message) {

  private static final Pattern WITHOUT_YEAR =
      Pattern.compile("([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (\\d\\d):(\\d\\d):(\\d\\d) (.*)");

  private static final Pattern ISO =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S*) (.*)");

  private static final Pattern AFTER_TIME =
      Pattern.compile("(\\S+) ([^\\s\\[:]+)(?:\\[(\\d+)\\])?: (.*)");

  /** Written by the syslog daemon itself, which names no program. */
  private static final Pattern REPEATED =
      Pattern.compile("(\\S+) (last message repeated \\d{1,6} times)");

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /** The same, said at another moment. */
  SyslogLine at(Instant moment) {
    return new SyslogLine(moment, host, program, pid, message);
  }

  /** Reads lines in order, and so knows when a new year has begun. */
  static final class Reader {

    /** Months between two lines in order that can only be a turn of the year between them. */
    private static final int TURN = 6;

    private final LogFormat.Clock clock;
    private int year;
    private int lastMonth;

    Reader(LogFormat.Clock clock) {
      this.clock = clock;
    }

    /**
     * Empty where it is not a line of syslog.
     *
     * @throws YearWanted when the line has no year and none was given
     */
    Optional<SyslogLine> read(String line) {
      Matcher iso = ISO.matcher(line);
      Matcher plain = WITHOUT_YEAR.matcher(line);
      try {
        if (iso.matches()) {
          return of(OffsetDateTime.parse(iso.group(1)).toInstant(), iso.group(2));
        }
        return plain.matches() ? of(moment(plain), plain.group(6)) : Optional.empty();
      } catch (DateTimeException noSuchMoment) {
        return Optional.empty();
      }
    }

    private static Optional<SyslogLine> of(Instant at, String rest) {
      Matcher parts = AFTER_TIME.matcher(rest);
      if (parts.matches()) {
        String pid = parts.group(3) == null ? "" : parts.group(3);
        return Optional.of(new SyslogLine(at, parts.group(1), parts.group(2), pid, parts.group(4)));
      }
      Matcher repeated = REPEATED.matcher(rest);
      return repeated.matches()
          ? Optional.of(new SyslogLine(at, repeated.group(1), "", "", repeated.group(2)))
          : Optional.empty();
    }

    private Instant moment(Matcher line) {
      int month = MONTHS.indexOf(line.group(1)) + 1;
      return LocalDateTime.of(
              yearOf(month),
              month,
              Integer.parseInt(line.group(2)),
              Integer.parseInt(line.group(3)),
              Integer.parseInt(line.group(4)),
              Integer.parseInt(line.group(5)))
          .atZone(clock.zone())
          .toInstant();
    }

    /** Also backwards: around midnight a line of December may come after one of January. */
    private int yearOf(int month) {
      if (lastMonth == 0) {
        year = clock.year().orElseThrow(YearWanted::new).getValue();
      } else if (month - lastMonth < -TURN) {
        year++;
      } else if (month - lastMonth > TURN) {
        year--;
      }
      lastMonth = month;
      return year;
    }
  }
}
