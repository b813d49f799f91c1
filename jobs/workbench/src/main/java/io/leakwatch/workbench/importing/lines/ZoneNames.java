package io.leakwatch.workbench.importing.lines;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** Short names of zones, as logs write them. */
final class ZoneNames {

  /** Those that mean one thing to nearly everybody, and how far they are ahead, in minutes. */
  private static final Map<String, Integer> KNOWN =
      Map.ofEntries(
          Map.entry("Z", 0),
          Map.entry("UTC", 0),
          Map.entry("GMT", 0),
          Map.entry("WET", 0),
          Map.entry("WEST", 60),
          Map.entry("BST", 60),
          Map.entry("CET", 60),
          Map.entry("CEST", 120),
          Map.entry("EET", 120),
          Map.entry("EEST", 180),
          Map.entry("SAST", 120),
          Map.entry("MSK", 180),
          Map.entry("JST", 540),
          Map.entry("KST", 540),
          Map.entry("AWST", 480),
          Map.entry("ACST", 570),
          Map.entry("ACDT", 630),
          Map.entry("AEST", 600),
          Map.entry("AEDT", 660),
          Map.entry("NZST", 720),
          Map.entry("NZDT", 780),
          Map.entry("EST", -300),
          Map.entry("EDT", -240),
          Map.entry("CST", -360),
          Map.entry("CDT", -300),
          Map.entry("MST", -420),
          Map.entry("MDT", -360),
          Map.entry("PST", -480),
          Map.entry("PDT", -420),
          Map.entry("AKST", -540),
          Map.entry("AKDT", -480),
          Map.entry("HST", -600));

  /** A leap year, so that each day is in it. */
  private static final int ANY_YEAR = 2024;

  private ZoneNames() {}

  /**
   * How far a zone of that name is ahead. What the given zone is called wins, as some names are
   * used in several parts of the world.
   *
   * @param year null where not known
   * @return null if the word is no zone's name, and so probably a host's
   */
  static ZoneOffset offset(String name, ZoneId local, Integer year, MonthDay day, LocalTime time) {
    TimeZone zone = TimeZone.getTimeZone(local);
    boolean isSummer = name.equals(zone.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH));
    boolean isStandard = name.equals(zone.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH));
    if (isSummer
        || isStandard
        || name.equals(local.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))) {
      LocalDateTime when = day.atYear(year == null ? ANY_YEAR : year).atTime(time);
      ZoneOffset standard = local.getRules().getStandardOffset(when.toInstant(ZoneOffset.UTC));
      return isSummer && !isStandard
          ? ZoneOffset.ofTotalSeconds(standard.getTotalSeconds() + zone.getDSTSavings() / 1_000)
          : standard;
    }
    Integer minutes = KNOWN.get(name);
    return minutes == null ? null : ZoneOffset.ofTotalSeconds(minutes * 60);
  }
}
