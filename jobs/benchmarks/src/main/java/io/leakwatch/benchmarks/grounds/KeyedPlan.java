package io.leakwatch.benchmarks.grounds;

/**
 * How much {@link KeyedTraffic}, over how many keys; the same plan gives the same events, byte for
 * byte.
 *
 * @param seed any number
 * @param events how many events, from 1
 * @param accounts how many accounts act, from 1 to {@link #MOST_ACCOUNTS}
 * @param eventsPerSecond how many events fall into a second of event time, from 1
 * @param hotShare share of all events that come from one address, from 0 to 1
 */
public record KeyedPlan(
    long seed, long events, int accounts, int eventsPerSecond, double hotShare) {

  /** So many ids of eight digits there are. */
  public static final int MOST_ACCOUNTS = 89_000_003;

  /** What a mid-sized platform sees; a minute of it is three million events. */
  public static final int DEFAULT_EVENTS_PER_SECOND = 50_000;

  public KeyedPlan {
    require(events >= 1, "events must be 1 or more, not " + events);
    require(
        accounts >= 1 && accounts <= MOST_ACCOUNTS,
        "accounts must be 1 to " + MOST_ACCOUNTS + ", not " + accounts);
    require(eventsPerSecond >= 1, "events a second must be 1 or more, not " + eventsPerSecond);
    require(hotShare >= 0 && hotShare <= 1, "a share must be 0 to 1, not " + hotShare);
  }

  /** Without a hot address, at {@link #DEFAULT_EVENTS_PER_SECOND}. */
  public static KeyedPlan of(long seed, long events, int accounts) {
    return new KeyedPlan(seed, events, accounts, DEFAULT_EVENTS_PER_SECOND, 0);
  }

  /** The same at another pace of event time. */
  public KeyedPlan at(int perSecond) {
    return new KeyedPlan(seed, events, accounts, perSecond, hotShare);
  }

  /** The same people, but this share of all events comes out of one carrier's gateway. */
  public KeyedPlan withHotAddress(double share) {
    return new KeyedPlan(seed, events, accounts, eventsPerSecond, share);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
