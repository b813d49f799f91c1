package io.leakwatch.detectors.contactprobing;

import io.leakwatch.detection.Confidence;

/**
 * What was looked up by a certain time.
 *
 * @param numbers distinct numbers or addresses
 * @param hits of them, those an account was found for
 * @param inRuns of them, those close to one looked up shortly before
 * @param accounts on behalf of how many accounts, at least 1
 */
record LookUps(long numbers, long hits, long inRuns, long accounts) {

  /** Its confidence at the base is for so many. */
  private static final int USUAL = 50;

  static LookUps of(Probes state, long at) {
    return new LookUps(state.numbers(at), state.hits(at), state.inRuns(at), state.accounts(at));
  }

  double hitShare() {
    return (double) hits / numbers;
  }

  double runShare() {
    return (double) inRuns / numbers;
  }

  double forEach() {
    return (double) numbers / accounts;
  }

  /** Surer in runs, and the fewer hits there are among the more numbers; 50 to 97. */
  int confidence(Sign sign) {
    double base = sign == Sign.MISSES ? 72 - 100 * hitShare() : 75;
    return Confidence.of(base).perDoubling(5, numbers, USUAL).between(50, 97);
  }
}
