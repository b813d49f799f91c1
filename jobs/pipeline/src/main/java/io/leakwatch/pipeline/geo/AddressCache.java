package io.leakwatch.pipeline.geo;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Remembers what was found for addresses. An address has one place it can be remembered at, and the
 * latest to need that place has it: whoever sends many addresses, or addresses made to collide,
 * costs others a lookup, never memory.
 */
final class AddressCache<T> {

  /** A power of two. With what is remembered a few megabytes. */
  static final int PLACES = 1 << 14;

  private record Remembered<T>(String ip, T found) {}

  private final AtomicReferenceArray<Remembered<T>> places = new AtomicReferenceArray<>(PLACES);
  private final Function<String, T> lookUp;

  AddressCache(Function<String, T> lookUp) {
    this.lookUp = lookUp;
  }

  T get(String ip) {
    int hash = ip.hashCode();
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Remembered<T> remembered = places.get(place);
    if (remembered != null && remembered.ip().equals(ip)) {
      return remembered.found();
    }
    T found = lookUp.apply(ip);
    places.set(place, new Remembered<>(ip, found));
    return found;
  }
}
