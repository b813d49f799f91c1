package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.Hashes;
import io.leakwatch.detection.Login;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.Sightings;
import io.leakwatch.detection.state.Sightings.Sighting;
import io.leakwatch.detection.state.StatePart;
import java.time.Duration;
import java.util.List;

/** Where one account was seen: places that are trusted, and places that were doubted. */
final class Journey extends SensorState {

  private static final int TRUSTED_PLACES = 4;
  private static final int DOUBTED_PLACES = 4;

  final Moment jumpedAt;
  private final Sightings trusted;
  private final Sightings doubted;

  Journey(Duration baselineFor, Duration doubtFor, Duration changeWithin) {
    trusted = new Sightings(TRUSTED_PLACES, baselineFor);
    doubted = new Sightings(DOUBTED_PLACES, doubtFor);
    jumpedAt = new Moment(changeWithin);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(trusted, doubted, jumpedAt);
  }

  static Sighting sighting(Login login) {
    return new Sighting(
        login.at(),
        login.place(),
        login.network(),
        Hashes.of(login.device()),
        Hashes.of(login.session()),
        login.eventId());
  }

  /** The last trusted login; null if none is remembered. */
  Sighting baseline(long at) {
    return trusted.last(at);
  }

  List<Sighting> trusted(long at) {
    return trusted.list(at);
  }

  void doubted(Sighting here) {
    doubted.add(here);
  }

  /** A plausible login becomes the baseline, unless its place is one that was doubted before. */
  void trustUnlessDoubted(Sighting here, TravelDoubt doubt) {
    boolean onTrustedDevice =
        here.device() != 0
            && trusted.list(here.at()).stream().anyMatch(t -> t.device() == here.device());
    boolean nearDoubted =
        doubted.list(here.at()).stream()
            .anyMatch(place -> place.place().distanceKm(here.place()) <= doubt.samePlaceKm());
    if (!doubt.isWide(here) && (onTrustedDevice || !nearDoubted)) {
      trusted.add(here);
    }
  }
}
