package io.leakwatch.benchmarks.grounds;

/** What a contestant is measured on. */
public enum Ground {
  /** People with attacks among them, over four days. */
  PEOPLE,
  /** The same, but few of them: for contestants that would take hours over all. */
  FEW_PEOPLE,
  /** Half a million accounts that all do about as much, in dense traffic; nobody is evil. */
  EVEN,
  /** The same, but half of all events come from one address. */
  HOT,
  TEN_THOUSAND_KEYS,
  HUNDRED_THOUSAND_KEYS,
  MILLION_KEYS,
  TEN_MILLION_KEYS;

  private static final long FEW = 200_000;
  private static final int EVEN_ACCOUNTS = 500_000;
  private static final double HOT_SHARE = 0.5;

  /** Events to touch ten million keys at least once, and to go on a little. */
  private static final long EVENTS_OVER_KEYS = 9_000_000;

  /**
   * Traffic of this kind.
   *
   * @param events how many are wanted; {@link #FEW_PEOPLE} makes fewer, and those over numbers of
   *     keys more, all of them as many
   */
  Traffic traffic(long seed, long events) {
    return switch (this) {
      case PEOPLE -> Traffic.simulated(seed, events);
      case FEW_PEOPLE -> Traffic.simulated(seed, Math.min(FEW, events));
      case EVEN -> KeyedTraffic.of(KeyedPlan.of(seed, events, EVEN_ACCOUNTS));
      case HOT ->
          KeyedTraffic.of(KeyedPlan.of(seed, events, EVEN_ACCOUNTS).withHotAddress(HOT_SHARE));
      case TEN_THOUSAND_KEYS -> keyed(seed, 10_000);
      case HUNDRED_THOUSAND_KEYS -> keyed(seed, 100_000);
      case MILLION_KEYS -> keyed(seed, 1_000_000);
      case TEN_MILLION_KEYS -> keyed(seed, 10_000_000);
    };
  }

  /** Of three keys two are accounts, and one an address. */
  private static Traffic keyed(long seed, int keys) {
    return KeyedTraffic.of(KeyedPlan.of(seed, EVENTS_OVER_KEYS, keys / 3 * 2));
  }

  /** Ground of the same kind to warm up on: what takes hours is not done over and over. */
  Ground toWarmUp() {
    return switch (this) {
      case PEOPLE, FEW_PEOPLE -> this;
      default -> EVEN;
    };
  }

  /** Maximum heap that it takes, as the JVM's option says it; for all of a kind the same. */
  public String heap(String ordinary) {
    return switch (this) {
      case TEN_THOUSAND_KEYS, HUNDRED_THOUSAND_KEYS, MILLION_KEYS, TEN_MILLION_KEYS -> "14g";
      default -> ordinary;
    };
  }
}
