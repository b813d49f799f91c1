package io.leakwatch.local.files;

import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;

/**
 * The time in a JSON line, without parsing the rest of it. What is not written as nearly everybody
 * writes it is parsed after all.
 */
final class LineTime {

  private static final byte[] FIELD = "occurred_at".getBytes(StandardCharsets.US_ASCII);
  private static final long DAY_MILLIS = 86_400_000;

  /** Not the time of anything: it has to be parsed. */
  private static final long ODD = Long.MAX_VALUE;

  private final EventKind kind;
  private byte[] line;
  private int at;

  private int lastYearMonthDay = -1;
  private long lastMidnight;

  LineTime(EventKind kind) {
    this.kind = kind;
  }

  /**
   * The time of the event on a line.
   *
   * @return epoch milliseconds; {@link EventTimes#NONE} where it is no event. A line that is none
   *     in some other part may have one all the same.
   */
  long of(byte[] json) {
    line = json;
    at = 0;
    long time = find();
    return time != ODD && !isNamedAgain() ? time : parsed();
  }

  private long parsed() {
    try {
      return Arrival.timeOf(JsonRecords.read(line, kind.type()));
    } catch (JsonFault noEvent) {
      return EventTimes.NONE;
    }
  }

  /** The time, of a line whose fields before it are plain texts, numbers or words. */
  private long find() {
    if (!skip('{')) {
      return ODD;
    }
    while (true) {
      int from = at + 1;
      if (!skipText()) {
        return ODD;
      }
      boolean isTime = Arrays.equals(line, from, at - 1, FIELD, 0, FIELD.length);
      if (!skip(':')) {
        return ODD;
      }
      if (isTime) {
        return readTime();
      }
      if (!skipValue() || !skip(',')) {
        return ODD;
      }
    }
  }

  /** Whether the rest of the line may name the field once more, which would count then. */
  private boolean isNamedAgain() {
    for (int i = at; i < line.length; i++) {
      byte b = line[i];
      if (b == '\\') {
        return true; // who knows what that stands for
      }
      if (b == '"'
          && i >= at + FIELD.length
          && line[i - 1] == 't'
          && line[i - 3] == '_'
          && Arrays.equals(line, i - FIELD.length, i, FIELD, 0, FIELD.length)) {
        return true;
      }
    }
    return false;
  }

  /** Passes over a character, and spaces before and after it. */
  private boolean skip(char c) {
    skipSpaces();
    if (at == line.length || line[at] != c) {
      return false;
    }
    at++;
    skipSpaces();
    return true;
  }

  private void skipSpaces() {
    while (at < line.length && line[at] == ' ') {
      at++;
    }
  }

  /** Passes over a text without escapes. */
  private boolean skipText() {
    if (at == line.length || line[at] != '"') {
      return false;
    }
    for (at++; at < line.length && line[at] != '\\'; at++) {
      if (line[at] == '"') {
        at++;
        return true;
      }
    }
    return false;
  }

  private boolean skipValue() {
    if (at < line.length && line[at] == '"') {
      return skipText();
    }
    int from = at;
    while (at < line.length && isOfWord(line[at])) {
      at++;
    }
    return at > from;
  }

  private static boolean isOfWord(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') || b == '-' || b == '.';
  }

  private long readTime() {
    if (at < line.length && line[at] == '"') {
      return readIsoTime();
    }
    int from = at;
    long time = 0;
    while (at < line.length && isDigit(line[at]) && at - from < 18) {
      time = 10 * time + line[at++] - '0';
    }
    boolean isWhole = at > from && at < line.length && (line[at] == ',' || line[at] == '}');
    return isWhole && line[from] != '0' ? time : ODD;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** {@code "2026-01-31T12:00:00Z"}, or with thousandths. */
  private long readIsoTime() {
    int from = at + 1;
    if (!skipText()) {
      return ODD;
    }
    int length = at - 1 - from;
    boolean hasThousandths = length == 24;
    if ((length != 20 && !hasThousandths)
        || !has(from + 4, '-')
        || !has(from + 7, '-')
        || !has(from + 10, 'T')
        || !has(from + 13, ':')
        || !has(from + 16, ':')
        || !has(from + length - 1, 'Z')
        || (hasThousandths && !has(from + 19, '.'))) {
      return ODD;
    }
    int hour = number(from + 11, 2);
    int minute = number(from + 14, 2);
    int second = number(from + 17, 2);
    int millis = hasThousandths ? number(from + 20, 3) : 0;
    long midnight = midnight(number(from, 4), number(from + 5, 2), number(from + 8, 2));
    boolean isOdd =
        midnight == ODD
            || (hour | minute | second | millis) < 0
            || hour > 23
            || minute > 59
            || second > 59;
    return isOdd ? ODD : midnight + ((hour * 60L + minute) * 60 + second) * 1000 + millis;
  }

  private boolean has(int index, char c) {
    return line[index] == c;
  }

  /** A number of so many digits; below 0 where it is none. */
  private int number(int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (!isDigit(line[i])) {
        return -1;
      }
      number = 10 * number + line[i] - '0';
    }
    return number;
  }

  private long midnight(int year, int month, int day) {
    int yearMonthDay = (year * 100 + month) * 100 + day;
    if (yearMonthDay != lastYearMonthDay) {
      boolean isDay =
          year > 0
              && month > 0
              && month <= 12
              && day > 0
              && day <= YearMonth.of(year, month).lengthOfMonth();
      lastYearMonthDay = yearMonthDay;
      lastMidnight = isDay ? LocalDate.of(year, month, day).toEpochDay() * DAY_MILLIS : ODD;
    }
    return lastMidnight;
  }
}
