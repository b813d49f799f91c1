package io.leakwatch.detection.state;

import io.leakwatch.detection.activity.Place;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The last few places where an account was seen, and on what, each kept for so long after it was
 * last seen there. Seen again at the same place, a sighting takes the older one's place and keeps
 * since when the place is known.
 */
public final class Sightings implements StatePart {

  /**
   * One sighting.
   *
   * @param knownSince when the account was first seen at this place, epoch milliseconds
   * @param address as an entity's id; null where not known
   * @param network number of the network operator; 0 where not known
   * @param device hash of the device id; 0 where not known
   * @param session hash of the session id; 0 where not known
   * @param eventId the event that it was seen in
   */
  public record Sighting(
      long at,
      long knownSince,
      Place place,
      String address,
      int network,
      long device,
      long session,
      String eventId) {

    /** This sighting of a place that is known: of the two positions the finer one is kept. */
    private Sighting again(Sighting before) {
      boolean finerBefore = radius(before.place) < radius(place);
      return new Sighting(
          Math.max(before.at, at),
          Math.min(before.knownSince, knownSince),
          finerBefore ? before.place : place,
          finerBefore ? before.address : address,
          finerBefore ? before.network : network,
          device,
          session,
          eventId);
    }

    private static int radius(Place place) {
      return place.accuracyKm() < 0 ? Integer.MAX_VALUE : place.accuracyKm();
    }
  }

  /** Ten metres of latitude. */
  private static final double DECIMALS = 1e4;

  private final int capacity;
  private final long lifeMillis;
  private final double samePlaceKm;
  private Deque<Sighting> sightings;

  /**
   * @param capacity how many are kept, 1 to 16
   * @param life how long each is kept
   * @param samePlaceKm positions this close are one place, in kilometres
   */
  public Sightings(int capacity, Duration life, double samePlaceKm) {
    this.capacity = capacity;
    this.lifeMillis = life.toMillis();
    this.samePlaceKm = samePlaceKm;
  }

  /** Adds the newest sighting. */
  public void add(Sighting sighting) {
    if (sightings == null) {
      sightings = new ArrayDeque<>(2);
    }
    sightings.removeIf(old -> sighting.at - old.at > lifeMillis);
    Sighting before = near(sighting.place, sighting.at);
    if (before != null) {
      sightings.remove(before);
    } else if (sightings.size() == capacity) {
      sightings.removeFirst();
    }
    sightings.addLast(before == null ? sighting : sighting.again(before));
  }

  /** Forgets sightings that turned out to be worth nothing. */
  public void removeIf(Predicate<Sighting> worthless) {
    if (sightings != null) {
      sightings.removeIf(worthless);
    }
  }

  /** The sighting at the same place that is not yet forgotten; null if there is none. */
  public Sighting near(Place place, long now) {
    if (sightings != null) {
      for (Sighting sighting : sightings) {
        if (now - sighting.at <= lifeMillis && sighting.place.distanceKm(place) <= samePlaceKm) {
          return sighting;
        }
      }
    }
    return null;
  }

  /** Those not yet forgotten, oldest first. */
  public List<Sighting> list(long now) {
    Collection<Sighting> all = sightings == null ? List.of() : sightings;
    return all.stream().filter(sighting -> now - sighting.at <= lifeMillis).toList();
  }

  /** The last one not yet forgotten; null if there is none. */
  public Sighting last(long now) {
    if (sightings == null || sightings.isEmpty()) {
      return null;
    }
    Sighting last = sightings.peekLast();
    return now - last.at <= lifeMillis ? last : null;
  }

  @Override
  public long endsAt() {
    long end = NEVER;
    if (sightings != null) {
      for (Sighting sighting : sightings) {
        end = Math.max(end, sighting.at + lifeMillis);
      }
    }
    return end;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(sightings.size(), out);
    for (Sighting sighting : sightings) {
      VarInts.write(sighting.at, out);
      VarInts.write(sighting.at - sighting.knownSince, out);
      write(sighting.place, out);
      PackedText.write(sighting.address == null ? "" : sighting.address, out);
      VarInts.write(sighting.network, out);
      out.writeLong(sighting.device);
      out.writeLong(sighting.session);
      PackedText.write(RecentTexts.cut(sighting.eventId), out);
    }
  }

  private static void write(Place place, DataOutput out) throws IOException {
    PackedText.write(place.country() == null ? "" : place.country(), out);
    writeDegrees(place.latitude(), out);
    writeDegrees(place.longitude(), out);
    out.writeShort(Math.min(place.accuracyKm(), Short.MAX_VALUE));
  }

  /** Positions have two or four decimals as a rule, which take half the bytes of any number. */
  private static void writeDegrees(double degrees, DataOutput out) throws IOException {
    long scaled = Math.round(degrees * DECIMALS);
    if (scaled / DECIMALS == degrees && scaled != 0) {
      VarInts.write((scaled << 1) ^ (scaled >> 63), out); // its sign in the lowest bit
    } else {
      VarInts.write(0, out);
      out.writeDouble(degrees);
    }
  }

  private static double readDegrees(DataInput in) throws IOException {
    long written = VarInts.read(in);
    long scaled = (written >>> 1) ^ -(written & 1);
    return written == 0 ? in.readDouble() : scaled / DECIMALS;
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = VarInts.readCount(in);
    sightings = new ArrayDeque<>(Math.min(size, capacity) + 1);
    for (int i = 0; i < size; i++) {
      sightings.addLast(readSighting(in));
      if (sightings.size() > capacity) {
        sightings.removeFirst();
      }
    }
  }

  private static Sighting readSighting(DataInput in) throws IOException {
    long at = VarInts.read(in);
    long knownSince = at - VarInts.read(in);
    String country = PackedText.read(in);
    Place place =
        new Place(
            country.isEmpty() ? null : country, readDegrees(in), readDegrees(in), in.readShort());
    String address = PackedText.read(in);
    return new Sighting(
        at,
        knownSince,
        place,
        address.isEmpty() ? null : address,
        VarInts.readInt(in),
        in.readLong(),
        in.readLong(),
        PackedText.read(in));
  }
}
