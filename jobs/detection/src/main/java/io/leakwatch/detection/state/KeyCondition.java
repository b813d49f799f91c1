package io.leakwatch.detection.state;

/** A condition on a key of a {@link DistinctWithin}. */
@FunctionalInterface
public interface KeyCondition {

  /**
   * Whether a key counts.
   *
   * @param times how often the key was seen in the window, 1 to 255
   * @param marks the marks it carries
   */
  boolean test(int times, int marks);
}
