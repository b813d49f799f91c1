package io.leakwatch.traffic.world;

import java.util.List;

/**
 * A seeded source of chance: SplitMix64, by Steele, Lea and Flood (2014). Own code, so that a seed
 * gives the same bytes whatever the Java version.
 */
public final class Dice {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  public Dice(long seed) {
    this.state = seed;
  }

  /** Dice that are independent of these, for the same seed always the same. */
  public static Dice of(long seed, long salt) {
    return new Dice(mix(seed ^ mix(salt + GOLDEN)));
  }

  /** Scrambles the bits; no two values give the same result. */
  public static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  public long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 to bound - 1; bound from 1. */
  public int below(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  /** From low to high, both included. */
  public int between(int low, int high) {
    return low + below(high - low + 1);
  }

  /** From low, included, to high, excluded; low where there is no room between them. */
  public long within(long low, long high) {
    return high <= low ? low : low + (long) (unit() * (high - low));
  }

  /** From 0, included, to 1, excluded. */
  public double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /**
   * From low to high, as likely in each octave; for rates, where half and double weigh the same.
   */
  public double spread(double low, double high) {
    return low * StrictMath.exp(unit() * StrictMath.log(high / low));
  }

  public boolean chance(double probability) {
    return unit() < probability;
  }

  /** From 0 to bound - 1, the first ones by far the likeliest: favourites. */
  public int favourite(int bound) {
    double u = unit();
    return (int) (u * u * u * bound);
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
