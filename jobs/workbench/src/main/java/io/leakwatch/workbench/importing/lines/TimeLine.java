package io.leakwatch.workbench.importing.lines;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What written times mean. Where a line leaves out its year, or is from the hour that comes twice
 * when summer time ends, the lines before it decide, since those of one host are in order: oldest
 * first or newest first.
 */
public final class TimeLine {

  /** Lines of one host may be that much out of order. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  /** Nor is a day more a turn of the year: writers with several queues do that around midnight. */
  private static final Duration ABOUT_THE_SAME_DAY = Duration.ofDays(1);

  /** Around New Year, lines out of order may belong to the year before. */
  private static final Duration NEW_YEARS_NIGHT = Duration.ofHours(1);

  /** Steps up to this long say in which order a file is; a longer one may be a pause. */
  private static final Duration STEP = Duration.ofDays(30);

  private static final int LEAP_YEAR = 2024;
  private static final int MOST_HOSTS = 4_096;

  private final ZoneId zone;
  private final Optional<Year> firstYear;
  private final Map<String, LocalDateTime> lastOfHost = bounded();
  private final Map<String, Instant> momentOfHost = bounded();
  private LocalDateTime last;
  private boolean newestFirst;
  private boolean beginsFile;

  public TimeLine(LogFormat.Clock clock) {
    this.zone = clock.zone();
    this.firstYear = clock.year();
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST_HOSTS;
      }
    };
  }

  /** A file begins with these lines; their times, in order, say how it is sorted. */
  public void begins(List<WrittenTime> times) {
    int forwards = 0;
    int backwards = 0;
    for (int i = 1; i < times.size(); i++) {
      Duration step = step(times.get(i - 1), times.get(i));
      if (step.abs().compareTo(STEP) < 0) {
        forwards += step.compareTo(Duration.ZERO) > 0 ? 1 : 0;
        backwards += step.compareTo(Duration.ZERO) < 0 ? 1 : 0;
      }
    }
    newestFirst = backwards > forwards;
    beginsFile = true;
  }

  private static Duration step(WrittenTime from, WrittenTime to) {
    boolean bothHaveYears = from.year() != null && to.year() != null;
    return Duration.between(
        from.in(bothHaveYears ? from.year() : LEAP_YEAR),
        to.in(bothHaveYears ? to.year() : LEAP_YEAR));
  }

  /** Whether the file that is being read begins with its newest line. */
  public boolean isNewestFirst() {
    return newestFirst;
  }

  /**
   * The moment that a line of a host means.
   *
   * @throws YearWanted when it has no year and none was given
   * @throws DateTimeException if there is no such moment
   */
  public Instant moment(String host, WrittenTime written) {
    LocalDateTime local = written.in(yearOf(host, written));
    Instant moment =
        written.offset() == null ? inZone(host, local) : local.toInstant(written.offset());
    lastOfHost.put(host, local);
    momentOfHost.put(host, moment);
    last = local;
    beginsFile = false;
    return moment;
  }

  private int yearOf(String host, WrittenTime written) {
    if (written.year() != null) {
      return written.year();
    }
    LocalDateTime before = lastOfHost.get(host);
    if (before == null) {
      return yearOfNewHost(written);
    }
    if (newestFirst && beginsFile) {
      return nearest(written, before);
    }
    return newestFirst ? yearGoingBack(written, before) : yearGoingOn(written, before);
  }

  /** Hosts whose logs are mixed share their years; a log that is appended begins anew. */
  private int yearOfNewHost(WrittenTime written) {
    if (last != null) {
      int nearest = nearest(written, last);
      if (Duration.between(last, written.in(nearest)).abs().compareTo(STEP) < 0) {
        return nearest;
      }
    }
    return firstYear.orElseThrow(YearWanted::new).getValue();
  }

  private static int nearest(WrittenTime written, LocalDateTime to) {
    int nearest = to.getYear();
    for (int year : new int[] {to.getYear() - 1, to.getYear() + 1}) {
      if (distance(written, year, to).compareTo(distance(written, nearest, to)) < 0) {
        nearest = year;
      }
    }
    return nearest;
  }

  private static Duration distance(WrittenTime written, int year, LocalDateTime to) {
    try {
      return Duration.between(to, written.in(year)).abs();
    } catch (DateTimeException noSuchDay) {
      return Duration.ofDays(3_660);
    }
  }

  private static int yearGoingOn(WrittenTime written, LocalDateTime before) {
    int year = before.getYear();
    if (distance(written, year - 1, before).compareTo(NEW_YEARS_NIGHT) < 0) {
      return year - 1;
    }
    boolean monthGoesBack = written.day().getMonthValue() < before.getMonthValue();
    return monthGoesBack && distance(written, year, before).compareTo(ABOUT_THE_SAME_DAY) > 0
        ? year + 1
        : year;
  }

  private static int yearGoingBack(WrittenTime written, LocalDateTime before) {
    int year = before.getYear();
    if (distance(written, year + 1, before).compareTo(NEW_YEARS_NIGHT) < 0) {
      return year + 1;
    }
    boolean monthGoesOn = written.day().getMonthValue() > before.getMonthValue();
    return monthGoesOn && distance(written, year, before).compareTo(ABOUT_THE_SAME_DAY) > 0
        ? year - 1
        : year;
  }

  private Instant inZone(String host, LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.size() != 2) {
      return local.atZone(zone).toInstant();
    }
    Instant first = local.toInstant(offsets.get(0));
    Instant second = local.toInstant(offsets.get(1));
    Instant before = momentOfHost.get(host);
    if (newestFirst) {
      return before == null || !second.isAfter(before.plus(DISORDER)) ? second : first;
    }
    return before == null || !first.isBefore(before.minus(DISORDER)) ? first : second;
  }
}
