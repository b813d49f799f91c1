package io.leakwatch.detection.activity;

/**
 * Where an address is thought to be.
 *
 * @param country ISO 3166-1 alpha-2; null where not known
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param accuracyKm radius in kilometres that holds the true place; -1 where not known
 */
public record Place(String country, double latitude, double longitude, int accuracyKm) {

  /** Mean radius of the earth in kilometres (IUGG). */
  private static final double EARTH_RADIUS_KM = 6371.0088;

  /** Great-circle distance in kilometres, by the haversine formula; 0 to about 20015. */
  public double distanceKm(Place other) {
    double latitudeStep = Math.toRadians(other.latitude - latitude) / 2;
    double longitudeStep = Math.toRadians(other.longitude - longitude) / 2;
    double h =
        square(Math.sin(latitudeStep))
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * square(Math.sin(longitudeStep));
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  private static double square(double x) {
    return x * x;
  }

  /** For people: country and position, as coarse as the position is. */
  @Override
  public String toString() {
    String position = String.format(java.util.Locale.ROOT, "%.1f, %.1f", latitude, longitude);
    return country == null ? position : country + " (" + position + ")";
  }
}
