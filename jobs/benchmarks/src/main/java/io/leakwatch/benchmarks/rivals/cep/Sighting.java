package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.schemas.Geo;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.util.Set;

/**
 * A login that succeeded, from a place that is known.
 *
 * @param at epoch milliseconds
 * @param latitude degrees
 * @param longitude degrees
 * @param accuracyKm radius in kilometres that holds the true place
 * @param network number of the network's operator; 0 where not known
 * @param device hash of the device's id; 0 where it has none
 * @param proven with a second factor or a passkey
 */
public record Sighting(
    String account,
    long at,
    double latitude,
    double longitude,
    int accuracyKm,
    int network,
    long device,
    boolean proven) {

  /** From here on a position is a region or a country, not a place. */
  private static final int COARSE_KM = 200;

  private static final int ASSUMED_ACCURACY_KM = 50;

  /** VPNs, relays, satellite, in-flight: where these addresses are, their users are not. */
  private static final Set<Integer> NETWORKS_WITHOUT_PLACES =
      Set.of(
          13335, 54113, 20940, 36183, 14593, 22351, 9009, 60068, 212238, 62240, 136787, 147049,
          209103, 39351, 198093, 13213);

  static boolean isIn(LoginEvent login) {
    return login.getOutcome() == LoginOutcome.SUCCESS
        && login.getAction() == LoginAction.LOGIN
        && login.getGeo() != null
        && accuracyKm(login.getGeo()) < COARSE_KM
        && !NETWORKS_WITHOUT_PLACES.contains(network(login));
  }

  static Sighting of(LoginEvent login) {
    Geo geo = login.getGeo();
    return new Sighting(
        login.getAccountId(),
        login.getOccurredAt().toEpochMilli(),
        geo.getLatitude(),
        geo.getLongitude(),
        accuracyKm(geo),
        network(login),
        Hashes.of(login.getDeviceId()),
        login.getMfa() || login.getMethod() == LoginMethod.PASSKEY);
  }

  private static int accuracyKm(Geo geo) {
    return geo.getAccuracyKm() == null ? ASSUMED_ACCURACY_KM : geo.getAccuracyKm();
  }

  private static int network(LoginEvent login) {
    return login.getAsn() == null ? 0 : login.getAsn();
  }

  /** What remains of the distance when both positions are as wrong as they may be, kilometres. */
  double kmBeyondAccuracy(Sighting other) {
    return place().distanceKm(other.place()) - accuracyKm - other.accuracyKm;
  }

  private Place place() {
    return new Place(null, latitude, longitude, accuracyKm);
  }
}
