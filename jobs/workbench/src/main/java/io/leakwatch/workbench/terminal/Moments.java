package io.leakwatch.workbench.terminal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in words, in one time zone. */
public final class Moments {

  public static final Moments UTC = new Moments(ZoneOffset.UTC);

  private final ZoneId zone;
  private final DateTimeFormatter brief;
  private final DateTimeFormatter dated;
  private final DateTimeFormatter exact;

  /** In this zone. */
  public Moments(ZoneId zone) {
    this.zone = zone;
    brief = pattern("d MMM HH:mm");
    dated = pattern("d MMM uuuu HH:mm");
    exact = pattern("d MMM uuuu HH:mm:ss");
  }

  private DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
  }

  /** The zone's name, such as {@code UTC} or {@code Europe/Berlin}. */
  public String zone() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** The year in which it was, there. */
  public int year(Instant at) {
    return at.atZone(zone).getYear();
  }

  /** {@code 27 Nov 22:35}. */
  public String brief(Instant at) {
    return brief.format(at);
  }

  /** {@code 27 Nov 2026 22:35}. */
  public String dated(Instant at) {
    return dated.format(at);
  }

  /** {@code 27 Nov 2026 22:35:10}. */
  public String exact(Instant at) {
    return exact.format(at);
  }
}
