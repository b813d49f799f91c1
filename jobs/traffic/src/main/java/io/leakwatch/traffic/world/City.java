package io.leakwatch.traffic.world;

import java.time.LocalDate;

/**
 * A city where accounts are at home.
 *
 * @param country ISO 3166-1 alpha-2
 * @param latitude degrees north
 * @param longitude degrees east
 * @param utcOffset hours that its clocks are ahead of UTC in January
 * @param weight its share of the population, relative to the other cities
 */
public record City(
    String name, String country, double latitude, double longitude, double utcOffset, int weight) {

  private static final double EARTH_RADIUS_KM = 6371;

  /** Great-circle distance in kilometres, by the haversine formula. */
  public double kmTo(City other) {
    double phi1 = StrictMath.toRadians(latitude);
    double phi2 = StrictMath.toRadians(other.latitude);
    double sinPhi = StrictMath.sin((phi2 - phi1) / 2);
    double sinLambda = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
    double a =
        sinPhi * sinPhi + StrictMath.cos(phi1) * StrictMath.cos(phi2) * sinLambda * sinLambda;
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(StrictMath.sqrt(a));
  }

  /** Hour on its clocks, 0 to 23. */
  public int hourAt(long epochMs) {
    return (int) Math.floorMod(Math.floorDiv(local(epochMs), 3_600_000L), 24L);
  }

  /** Date on its calendars. */
  LocalDate dateAt(long epochMs) {
    return LocalDate.ofEpochDay(Math.floorDiv(local(epochMs), 86_400_000L));
  }

  private long local(long epochMs) {
    return epochMs + (long) (utcOffset * 3_600_000);
  }
}
