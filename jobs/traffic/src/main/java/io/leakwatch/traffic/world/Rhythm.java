package io.leakwatch.traffic.world;

import java.time.LocalDate;

/**
 * How busy people are over the day and the week, by their own clock.
 *
 * @param quietWeekends whether they do less on Saturdays and Sundays
 * @param holiday a day on which they do less; null for none
 */
public record Rhythm(boolean quietWeekends, LocalDate holiday) {

  public static final Rhythm EVERY_DAY_ALIKE = new Rhythm(false, null);

  private static final double[] BY_HOUR = {
    0.20, 0.10, 0.05, 0.04, 0.04, 0.08, 0.25, 0.55, 0.75, 0.80, 0.80, 0.82, 0.90, 0.85, 0.80, 0.80,
    0.82, 0.86, 0.90, 0.96, 1.00, 0.95, 0.70, 0.42
  };

  private static final double ON_A_WEEKEND = 0.35;
  private static final double ON_A_HOLIDAY = 0.25;

  /** Saturday as {@link java.time.DayOfWeek} counts. */
  private static final int SATURDAY = 6;

  /** From 0.01 in the small hours of a holiday to 1 in the evening of a working day. */
  public double of(City city, long at) {
    double byHour = BY_HOUR[city.hourAt(at)];
    return equals(EVERY_DAY_ALIKE) ? byHour : byHour * ofTheDay(city.dateAt(at));
  }

  private double ofTheDay(LocalDate date) {
    if (date.equals(holiday)) {
      return ON_A_HOLIDAY;
    }
    return quietWeekends && date.getDayOfWeek().getValue() >= SATURDAY ? ON_A_WEEKEND : 1;
  }

  /** Of all cities together, by their weight. */
  public double ofTheWorld(long at) {
    double sum = 0;
    for (City city : Cities.ALL) {
      sum += city.weight() * of(city, at);
    }
    return sum;
  }
}
