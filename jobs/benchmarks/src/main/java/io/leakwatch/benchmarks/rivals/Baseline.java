package io.leakwatch.benchmarks.rivals;

import java.util.ArrayList;
import java.util.List;

/**
 * Where an account is known to be, and on what: what impossible travel compares a login with. The
 * weights are the real detector's, without what it knows of shared addresses and of roaming.
 *
 * @param place the last trusted sighting
 * @param since when the account was first seen at that place, epoch milliseconds
 * @param before the last trusted sighting at another place; null for none
 * @param devices hashes of up to {@value #MOST_DEVICES} known devices, the newest first
 */
public record Baseline(Sighting place, long since, Sighting before, List<Long> devices) {

  /** How long after the last sighting an account's devices are remembered: a week. */
  public static final long REMEMBERED_MILLIS = 7 * 24 * 3_600_000L;

  /** From which confidence on a jump raises an alert. */
  public static final int MIN_CONFIDENCE = 50;

  private static final long COMPARED_MILLIS = 24 * 3_600_000L;
  private static final int MOST_DEVICES = 4;
  private static final double MAX_SPEED_KMH = 1000;
  private static final int MIN_DISTANCE_KM = 500;
  private static final int COARSE_KM = 200;
  private static final double SAME_PLACE_KM = 100;
  private static final long ESTABLISHED_MILLIS = 30 * 60_000L;
  private static final double SHORTEST_HOURS = 1.0 / 60;
  private static final int CERTAIN = 95;

  /** A first sighting. */
  public static Baseline of(Sighting first) {
    List<Long> devices = first.device() == 0 ? List.of() : List.of(first.device());
    return new Baseline(first, first.at(), null, devices);
  }

  /** When the account was last seen there, epoch milliseconds. */
  public long at() {
    return place.at();
  }

  /** Whether the account can have got there, or what is known of it is too old or too coarse. */
  public boolean agrees(Sighting here) {
    return here.at() - place.at() > COMPARED_MILLIS
        || speedKmh(here) <= MAX_SPEED_KMH
        || (isOwners(here) && here.accuracyKm() < place.accuracyKm());
  }

  /**
   * Speed that the way needs when both positions are as wrong as they may be; 0 for a short one.
   */
  private double speedKmh(Sighting here) {
    double km = place.distanceKm(here) - place.accuracyKm() - here.accuracyKm();
    double hours = Math.max(SHORTEST_HOURS, Math.abs(here.at() - place.at()) / 3_600_000.0);
    return km < MIN_DISTANCE_KM ? 0 : km / hours;
  }

  private boolean isOwners(Sighting here) {
    return knows(here.device()) || (here.session() != 0 && here.session() == place.session());
  }

  private boolean knows(long device) {
    return device != 0 && devices.contains(device);
  }

  /** What is known after a sighting that agrees. */
  public Baseline after(Sighting here) {
    boolean moved = here.distanceKm(place) > SAME_PLACE_KM;
    return new Baseline(
        here, moved ? here.at() : since, moved ? place : before, with(here.device()));
  }

  private List<Long> with(long device) {
    if (device == 0 || knows(device)) {
      return devices;
    }
    List<Long> more = new ArrayList<>(MOST_DEVICES);
    more.add(device);
    more.addAll(devices.subList(0, Math.min(MOST_DEVICES - 1, devices.size())));
    return more;
  }

  /** How sure it is that a login that does not agree is somebody else's, 95 at most. */
  public int confidence(Sighting here) {
    boolean coarse = place.accuracyKm() >= COARSE_KM || here.accuracyKm() >= COARSE_KM;
    boolean sameCountry = here.isInCountryOf(place);
    boolean sameNetwork = here.network() != 0 && here.network() == place.network();
    return CERTAIN
        - here.doubt()
        - (isOwners(here) ? 60 : 0)
        - (wasThereLately(here) ? 50 : 0)
        - (sameNetwork ? 30 : 0)
        - (place.at() - since < ESTABLISHED_MILLIS ? 25 : 0)
        - (coarse ? 30 : 0)
        - (speedKmh(here) < 1.5 * MAX_SPEED_KMH ? 25 : 0)
        - (sameCountry ? 10 : 0)
        - (here.device() == 0 || place.device() == 0 ? 10 : 0);
  }

  private boolean wasThereLately(Sighting here) {
    return before != null
        && here.at() - before.at() <= COMPARED_MILLIS
        && before.distanceKm(here) <= SAME_PLACE_KM;
  }
}
