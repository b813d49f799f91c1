package io.leakwatch.detection.story;

/**
 * An address that something came from.
 *
 * @param address as an entity's id
 * @param network number of the network operator; 0 where not known
 * @param country ISO 3166-1 alpha-2; null where not known
 * @param firstSeenAt event time of the first event from there that counted, epoch milliseconds
 * @param lastSeenAt event time of the last one, epoch milliseconds
 * @param events how many counted
 */
public record Source(
    String address, int network, String country, long firstSeenAt, long lastSeenAt, long events) {

  /**
   * This and another record of the same address. Records that begin at the same moment are one that
   * grew; of two that do not overlap the events add up.
   */
  Source and(Source other) {
    boolean isEarlier = firstSeenAt <= other.firstSeenAt;
    Source earlier = isEarlier ? this : other;
    Source later = isEarlier ? other : this;
    boolean apart = later.firstSeenAt > earlier.lastSeenAt;
    return new Source(
        address,
        later.network == 0 ? earlier.network : later.network,
        later.country == null ? earlier.country : later.country,
        earlier.firstSeenAt,
        Math.max(earlier.lastSeenAt, later.lastSeenAt),
        apart ? earlier.events + later.events : Math.max(earlier.events, later.events));
  }

  /** The same, where there were so many events, from this time on. */
  Source since(long first, long count) {
    return new Source(address, network, country, first, lastSeenAt, count);
  }

  /** The same, and more events from there. */
  Source plus(Source more) {
    return new Source(
        address,
        more.network == 0 ? network : more.network,
        more.country == null ? country : more.country,
        Math.min(firstSeenAt, more.firstSeenAt),
        Math.max(lastSeenAt, more.lastSeenAt),
        events + more.events);
  }
}
