package io.leakwatch.traffic.world;

/** How busy people are over the day, by their own clock. */
public final class Rhythm {

  private static final double[] BY_HOUR = {
    0.20, 0.10, 0.05, 0.04, 0.04, 0.08, 0.25, 0.55, 0.75, 0.80, 0.80, 0.82, 0.90, 0.85, 0.80, 0.80,
    0.82, 0.86, 0.90, 0.96, 1.00, 0.95, 0.70, 0.42
  };

  private Rhythm() {}

  /** From 0.04 in the small hours to 1 in the evening. */
  public static double of(City city, long at) {
    return BY_HOUR[city.hourAt(at)];
  }

  /** Of all cities together, by their weight. */
  public static double ofTheWorld(long at) {
    double sum = 0;
    for (City city : Cities.ALL) {
      sum += city.weight() * of(city, at);
    }
    return sum;
  }
}
