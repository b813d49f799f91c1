package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Place;
import io.leakwatch.detection.state.Sightings.Sighting;
import io.leakwatch.schemas.LoginMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How far to believe that two positions are two places, and what speaks against it. */
final class TravelDoubt {

  private static final int CERTAIN = 95;

  /** Two logins within a minute count as a minute apart, so that speeds stay finite. */
  private static final double SHORTEST_HOURS = 1.0 / 60;

  private final double maxSpeed;
  private final int minDistance;
  private final int assumedAccuracy;
  private final int coarseAccuracy;
  private final Set<Integer> wideNetworks;

  TravelDoubt(
      double maxSpeed,
      int minDistance,
      int assumedAccuracy,
      int coarseAccuracy,
      List<Integer> wideNetworks) {
    this.maxSpeed = maxSpeed;
    this.minDistance = minDistance;
    this.assumedAccuracy = assumedAccuracy;
    this.coarseAccuracy = coarseAccuracy;
    this.wideNetworks = new HashSet<>(wideNetworks);
  }

  Jump measure(Sighting before, Sighting here) {
    double distance = before.place().distanceKm(here.place());
    double beyond = Math.max(0, distance - accuracy(before.place()) - accuracy(here.place()));
    double hours = Math.max(SHORTEST_HOURS, Math.abs(here.at() - before.at()) / 3_600_000.0);
    return new Jump(before, here, distance, beyond, beyond / hours, 0, List.of());
  }

  private int accuracy(Place place) {
    return place.accuracyKm() < 0 ? assumedAccuracy : place.accuracyKm();
  }

  boolean isTooFast(Jump jump) {
    return jump.beyondAccuracyKm() >= minDistance && jump.speedKmh() > maxSpeed;
  }

  /**
   * A jump with how sure it is that two people logged in, 0 to 95. Weights are judgements: what
   * shows that the position is wrong (same device, a network without places) takes most of it away;
   * what only makes it likelier takes a little.
   */
  Jump weighed(Jump jump, Login login, Journey journey) {
    Sighting before = jump.before();
    Sighting here = jump.here();
    boolean roams = journey.roams(before, here.at()) || journey.roams(here, here.at());
    boolean sameNetwork = here.network() != 0 && here.network() == before.network();
    String country = here.place().country();
    boolean sameCountry = country != null && country.equals(before.place().country());
    boolean coarse = isCoarse(before) || isCoarse(here);
    List<String> doubts = new ArrayList<>();
    int confidence = CERTAIN;
    confidence -= weigh(doubts, journey.knowsDevice(here.device(), here.at()), 60, "known device");
    confidence -= weigh(doubts, isSameSession(before, here), 60, "same session");
    confidence -= weigh(doubts, isWide(before) || isWide(here), 60, "network without places");
    confidence -= weigh(doubts, roams, 60, "network on which this account roams");
    confidence -= weigh(doubts, journey.wasSeenNear(here, coarseAccuracy), 50, "place used lately");
    confidence -= weigh(doubts, sameNetwork, 30, "same operator");
    confidence -= weigh(doubts, !journey.isEstablished(before), 25, "first place seen only once");
    confidence -= weigh(doubts, coarse && sameCountry, 40, "coarse position in one country");
    confidence -= weigh(doubts, coarse && !sameCountry, 30, "coarse position");
    confidence -= weigh(doubts, jump.speedKmh() < 1.5 * maxSpeed, 25, "barely too fast");
    confidence -= weigh(doubts, sameCountry, 10, "same country");
    confidence -= weigh(doubts, here.device() == 0 || before.device() == 0, 10, "device unknown");
    confidence -= weigh(doubts, provesOwner(login), 60, "second factor or passkey");
    confidence -= weigh(doubts, login.method() == LoginMethod.SSO, 30, "single sign-on");
    return jump.weighed(Math.max(0, confidence), doubts);
  }

  private static int weigh(List<String> doubts, boolean holds, int weight, String doubt) {
    if (holds) {
      doubts.add(doubt);
    }
    return holds ? weight : 0;
  }

  boolean isWide(Sighting sighting) {
    return wideNetworks.contains(sighting.network());
  }

  private boolean isCoarse(Sighting sighting) {
    return sighting.place().accuracyKm() >= coarseAccuracy;
  }

  static boolean isSameSession(Sighting before, Sighting here) {
    return here.session() != 0 && here.session() == before.session();
  }

  private static boolean provesOwner(Login login) {
    return login.mfa() || login.method() == LoginMethod.PASSKEY;
  }
}
