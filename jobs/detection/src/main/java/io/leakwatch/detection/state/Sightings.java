package io.leakwatch.detection.state;

import io.leakwatch.detection.Place;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** Where an account was last seen, and on what: the last few sightings, each kept for so long. */
public final class Sightings implements StatePart {

  /**
   * One sighting.
   *
   * @param network number of the network operator; 0 where not known
   * @param device hash of the device id; 0 where not known
   * @param session hash of the session id; 0 where not known
   * @param eventId the event that it was seen in
   */
  public record Sighting(
      long at, Place place, int network, long device, long session, String eventId) {}

  private final int capacity;
  private final long lifeMillis;
  private Deque<Sighting> sightings;

  /**
   * @param capacity how many are kept, 1 to 16
   * @param life how long each is kept
   */
  public Sightings(int capacity, Duration life) {
    this.capacity = capacity;
    this.lifeMillis = life.toMillis();
  }

  public void add(Sighting sighting) {
    if (sightings == null) {
      sightings = new ArrayDeque<>(2);
    }
    sightings.removeIf(old -> sighting.at - old.at > lifeMillis);
    if (sightings.size() == capacity) {
      sightings.removeFirst();
    }
    sightings.addLast(sighting);
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
    return sightings == null || sightings.isEmpty() ? NEVER : sightings.peekLast().at + lifeMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(sightings == null ? 0 : sightings.size(), out);
    if (sightings == null) {
      return;
    }
    for (Sighting sighting : sightings) {
      out.writeLong(sighting.at);
      out.writeUTF(sighting.place.country() == null ? "" : sighting.place.country());
      out.writeDouble(sighting.place.latitude());
      out.writeDouble(sighting.place.longitude());
      out.writeShort(Math.min(sighting.place.accuracyKm(), Short.MAX_VALUE));
      VarInts.write(sighting.network, out);
      out.writeLong(sighting.device);
      out.writeLong(sighting.session);
      out.writeUTF(sighting.eventId);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int size = VarInts.readInt(in);
    for (int i = 0; i < size; i++) {
      long at = in.readLong();
      String country = in.readUTF();
      Place place =
          new Place(
              country.isEmpty() ? null : country, in.readDouble(), in.readDouble(), in.readShort());
      add(new Sighting(at, place, VarInts.readInt(in), in.readLong(), in.readLong(), in.readUTF()));
    }
  }
}
