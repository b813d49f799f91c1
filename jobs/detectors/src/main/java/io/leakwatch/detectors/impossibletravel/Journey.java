package io.leakwatch.detectors.impossibletravel;

import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.state.DistinctWithin;
import io.leakwatch.detection.state.DistinctWithin.Seen;
import io.leakwatch.detection.state.Moment;
import io.leakwatch.detection.state.Sightings;
import io.leakwatch.detection.state.Sightings.Sighting;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Source;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Where one account was seen: places that are trusted, places that were doubted, and on what. */
final class Journey {

  /** Positions this close are one place: a city and its surroundings. */
  static final double SAME_PLACE_KM = 100;

  /** A place is established once it was used again after this long. */
  private static final long ESTABLISHED_MILLIS = Duration.ofMinutes(30).toMillis();

  private static final double MUCH_COARSER = 1.5;
  private static final int UNCONFIRMED_PLACES = 2;
  private static final int TRUSTED_PLACES = 3;
  private static final int DOUBTED_PLACES = 4;
  private static final int FOLLOWED_DEVICES = 16;
  private static final int FOLLOWED_NETWORKS = 16;
  private static final int PANES = 7;

  final Moment jumpedAt;
  private final Sightings trusted;
  private final Sightings doubted;
  private final Sightings unconfirmed;
  private final DistinctWithin devices;
  private final DistinctWithin roamingNetworks;

  Journey(Duration baselineFor, Duration rememberFor, Duration changeWithin) {
    trusted = new Sightings(TRUSTED_PLACES, baselineFor, SAME_PLACE_KM);
    doubted = new Sightings(DOUBTED_PLACES, rememberFor, SAME_PLACE_KM);
    unconfirmed = new Sightings(UNCONFIRMED_PLACES, baselineFor, SAME_PLACE_KM);
    devices = new DistinctWithin(rememberFor, PANES, FOLLOWED_DEVICES);
    roamingNetworks = new DistinctWithin(rememberFor, PANES, FOLLOWED_NETWORKS);
    jumpedAt = new Moment(changeWithin);
  }

  List<StatePart> parts() {
    return List.of(trusted, doubted, unconfirmed, devices, roamingNetworks, jumpedAt);
  }

  static Sighting sighting(Login login) {
    return new Sighting(
        login.at(),
        login.at(),
        login.place(),
        login.address(),
        login.network(),
        Hashes.of(login.device()),
        Hashes.of(login.session()),
        login.eventId());
  }

  /** Where a sighting came from; empty where that is not known. */
  static List<Source> sources(Sighting seen) {
    return seen.address() == null
        ? List.of()
        : List.of(
            new Source(
                seen.address(), seen.network(), seen.place().country(), seen.at(), seen.at(), 1));
  }

  /** The last trusted sighting; null if none is remembered. */
  Sighting baseline(long at) {
    return trusted.last(at);
  }

  /**
   * Where a jump may have begun: trusted places, and those that were neither trusted nor doubted.
   */
  Stream<Sighting> startingPoints(long at) {
    return Stream.concat(trusted.list(at).stream(), unconfirmed.list(at).stream());
  }

  /**
   * Whether the account was seen near a place lately.
   *
   * @param coarseKm positions with such a radius do not count: they are near to much
   */
  boolean wasSeenNear(Sighting here, int coarseKm) {
    return trusted.list(here.at()).stream()
        .filter(sighting -> sighting.place().accuracyKm() < coarseKm)
        .anyMatch(sighting -> sighting.place().distanceKm(here.place()) <= SAME_PLACE_KM);
  }

  boolean isEstablished(Sighting sighting) {
    return sighting.at() - sighting.knownSince() >= ESTABLISHED_MILLIS;
  }

  /** Whether the account was seen on this device at a place that was not doubted. */
  boolean knowsDevice(long device, long at) {
    return device != 0 && devices.seen(device, at) == Seen.YES;
  }

  /** Whether the account was seen through this operator at places too far apart. */
  boolean roams(Sighting sighting, long at) {
    return sighting.network() != 0 && roamingNetworks.seen(sighting.network(), at) == Seen.YES;
  }

  /**
   * The same device or session is at two places too far apart, so the position of one of them is
   * wrong: the much coarser one or, of two alike, the one that is known for a shorter time. Its
   * operator says little about where this account is, and what was seen there is forgotten.
   *
   * @return whether it was the earlier one
   */
  boolean roamed(Sighting before, Sighting here) {
    Sighting known = trusted.near(here.place(), here.at());
    boolean hereIsNewer = known == null || known.knownSince() > before.knownSince();
    boolean hereIsCoarser = isMuchCoarser(here, before);
    boolean hereIsWrong = hereIsCoarser || (hereIsNewer && !isMuchCoarser(before, here));
    int network = hereIsWrong ? here.network() : before.network();
    if (network != 0) {
      roamingNetworks.add(network, here.at(), 0);
      trusted.removeIf(sighting -> sighting.network() == network);
    }
    return !hereIsWrong;
  }

  private static boolean isMuchCoarser(Sighting one, Sighting other) {
    return one.place().accuracyKm() > MUCH_COARSER * Math.max(1, other.place().accuracyKm());
  }

  /**
   * The place that a jump led to shall not become the baseline; unless the jump came from a much
   * coarser position, for then that one is as likely to be the wrong one.
   */
  void doubt(Jump jump) {
    if (isMuchCoarser(jump.before(), jump.here())) {
      leaveOpen(jump.here());
    } else {
      doubted.add(jump.here());
    }
  }

  /** A place that does not fit the baseline, while it is open which of the two is right. */
  void leaveOpen(Sighting here) {
    if (doubted.near(here.place(), here.at()) == null) {
      unconfirmed.add(here);
    }
  }

  /**
   * A plausible sighting makes its device known and its place the baseline: the place not where it
   * was doubted before, nor where the operator is one that the account roams on.
   */
  void trustUnlessDoubted(Sighting here) {
    if (!knowsDevice(here.device(), here.at()) && doubted.near(here.place(), here.at()) != null) {
      return;
    }
    if (here.device() != 0) {
      devices.add(here.device(), here.at(), 0);
    }
    if (!roams(here, here.at())) {
      trusted.add(here);
    }
  }
}
