package io.leakwatch.console.feed;

/** What was read so far is not of this Kafka, or not of these topics. */
final class Misfit extends RuntimeException {

  private final boolean certain;

  Misfit(boolean certain, String message) {
    super(message);
    this.certain = certain;
  }

  /** Whether it cannot be that a broker is only starting. */
  boolean isCertain() {
    return certain;
  }
}
