package io.leakwatch.benchmarks.latency;

import java.time.Duration;
import java.util.List;

/**
 * A way of running the job.
 *
 * @param delivery as in the option {@code alerts.delivery}
 * @param stateBackend as in the option {@code state.backend}
 */
record Way(String delivery, String stateBackend) {

  static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(10);

  private static final String EXACTLY_ONCE = "exactly-once";

  /**
   * All that are measured. With exactly-once delivery an alert waits for a whole checkpoint, and
   * how long that takes is the state backend's affair.
   */
  static final List<Way> ALL =
      List.of(
          new Way("at-least-once", "heap"),
          new Way(EXACTLY_ONCE, "heap"),
          new Way(EXACTLY_ONCE, "rocksdb"));

  /** For people. */
  String title() {
    return delivery + ", " + stateBackend;
  }

  /** For names of topics and groups. */
  String slug() {
    return delivery + "-" + stateBackend;
  }

  /** What 99 of 100 alerts are to be received within. */
  Duration target() {
    Duration moment = Duration.ofSeconds(1);
    return delivery.equals(EXACTLY_ONCE) ? CHECKPOINT_EVERY.plus(moment) : moment;
  }
}
