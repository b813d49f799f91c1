package io.leakwatch.detectors.contactprobing;

/**
 * What was looked up by a certain time.
 *
 * @param numbers distinct numbers or addresses
 * @param hits of them, those an account was found for
 * @param inRuns of them, those close to one looked up shortly before
 * @param accounts on behalf of how many accounts, at least 1
 */
record LookUps(long numbers, long hits, long inRuns, long accounts) {

  static LookUps of(Probes state, long at) {
    return new LookUps(
        state.numbers(at), state.hits(at), state.inRuns(at), state.accounts(at));
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
}
