package io.leakwatch.benchmarks.rivals;

/**
 * An account was seen at a place: for impossible travel, judged by account.
 *
 * @param country null where not known
 * @param latitude degrees
 * @param longitude degrees
 * @param accuracyKm radius in kilometres that holds the true place
 * @param network number of the operator; 0 where not known
 * @param device hash of the device's id; 0 where not known
 * @param session hash of the session's id; 0 where not known
 * @param login somebody logged in; or else a session went on, which raises nothing
 * @param doubt what the way of logging in speaks for the owner, 0 to 90
 */
public record Sighting(
    long at,
    String account,
    String country,
    double latitude,
    double longitude,
    int accuracyKm,
    int network,
    long device,
    long session,
    boolean login,
    int doubt)
    implements Timed {

  /** Mean radius of the earth in kilometres (IUGG). */
  private static final double EARTH_RADIUS_KM = 6371.0088;

  /** Great-circle distance in kilometres, by the haversine formula. */
  double distanceKm(Sighting other) {
    double latitudeStep = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
    double longitudeStep = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double h =
        latitudeStep * latitudeStep
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * longitudeStep
                * longitudeStep;
    return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }

  boolean isInCountryOf(Sighting other) {
    return country != null && country.equals(other.country);
  }
}
