package io.leakwatch.traffic.world;

/**
 * Which IPv6 network belongs to whom: upper halves of addresses, each a /64 network, all within the
 * documentation range.
 */
final class Ipv6Plan {

  private static final long DOCUMENTATION = 0x2001_0db8L << 32;

  /** Parts of the range, by their first 16 bits: those of members' homes. */
  private static final long HOMES = 0x1000;

  private static final long OTHER_HOMES = 0x2000;
  private static final long SUBSCRIBERS = 0x3000;

  /** All 32 bits of the part of rented servers; from the middle on, that of lone ones. */
  private static final long FLEETS = 0x4000_0000L;

  private static final long SERVERS = 0x8000_0000L;

  /** Where most have IPv6, a city has so many /48 networks for homes. */
  private static final int SITES = 64;

  /** Odd, so that multiplying with it and cutting off upper bits keeps numbers apart. */
  private static final long SCATTER = 0x9E37_79B1L;

  private Ipv6Plan() {}

  /** A member's home, where few have IPv6: a /64 of its city's /48. */
  static long home(int city, int household) {
    return DOCUMENTATION | (HOMES + city) << 16 | (household & 0xFFFF);
  }

  /** A member's home, where most have IPv6: a /56, as operators hand them out, 256 to a /48. */
  static long homeAmongMany(int city, int household) {
    return DOCUMENTATION | site(HOMES, city, household) << 16 | household56(household / SITES);
  }

  /** Any other home, such as one with an infected device. */
  static long otherHome(int city, int household) {
    int place = (int) Dice.mix((long) city << 32 | household);
    return DOCUMENTATION | site(OTHER_HOMES, city, place) << 16 | household56(place / SITES);
  }

  private static long site(long part, int city, int place) {
    return part + (long) city * SITES + Math.floorMod(place, SITES);
  }

  private static long household56(int number) {
    return (number & 0xFFL) << 8;
  }

  /**
   * A telephone, from when it was attached to its country's carrier: a /64 of the carrier's /48.
   */
  static long subscriber(int country, long attachment) {
    return DOCUMENTATION | (SUBSCRIBERS + country) << 16 | (attachment & 0xFFFF);
  }

  /** One of the servers that one attacker rents. */
  static long fleet(long place) {
    return DOCUMENTATION | FLEETS | (place * SCATTER & 0x3FFF_FFFF);
  }

  /** A network of rented servers that nobody else uses. */
  static long server(int number) {
    return DOCUMENTATION | SERVERS | ((number + 1) * SCATTER & 0x7FFF_FFFF);
  }
}
