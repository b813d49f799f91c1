package io.leakwatch.detection;

/**
 * How sure a sensor is, 0 to 100. It begins with a base at the threshold and gains points each time
 * that the observed value is twice the threshold, or another factor, up to a cap:
 *
 * <pre>{@code
 * confidence = round(base + points * log(observed / threshold) / log(factor)), at most the cap
 * }</pre>
 *
 * <p>For example, {@code Confidence.of(60).perDoubling(8, 200, 100).atMost(95)} is 68. Growth below
 * the threshold is negative. A logarithm, because from the hundredth case to the two hundredth
 * there is as much to learn as from the tenth to the twentieth; a cap, because a count alone proves
 * nothing.
 */
public final class Confidence {

  private double points;

  private Confidence(double base) {
    points = base;
  }

  /**
   * Begins with what is certain at the threshold.
   *
   * @param base in points, of 100
   */
  public static Confidence of(double base) {
    return new Confidence(base);
  }

  /** So many points more for each time that the observed doubles the threshold. */
  public Confidence perDoubling(double more, double observed, double threshold) {
    points += more * (Math.log(observed / threshold) / Math.log(2));
    return this;
  }

  /** The same of counts. */
  public Confidence perDoubling(double more, long observed, long threshold) {
    return perDoubling(more, (double) observed, (double) threshold);
  }

  /** So many points more for each time that the observed is e, about 2.7, times the threshold. */
  public Confidence perFactorOfE(double more, long observed, long threshold) {
    points += more * Math.log((double) observed / threshold);
    return this;
  }

  /** So many points more for each time that the observed is ten times the threshold. */
  public Confidence perTenfold(double more, double observed, double threshold) {
    points += more * Math.log10(observed / threshold);
    return this;
  }

  /** All of that, rounded, 0 to so many. */
  public int atMost(int most) {
    return between(0, most);
  }

  /** All of that, rounded, within these bounds. */
  public int between(int least, int most) {
    return (int) Math.max(least, Math.min(most, Math.round(points)));
  }
}
