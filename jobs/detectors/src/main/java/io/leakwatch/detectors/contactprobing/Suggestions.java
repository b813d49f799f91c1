package io.leakwatch.detectors.contactprobing;

/**
 * What an account was shown and had uploaded by a certain time.
 *
 * @param strangers distinct accounts suggested without a mutual contact
 * @param acquaintances suggestions with one, since it was first remembered
 * @param uploads uploads of contacts
 */
record Suggestions(long strangers, long acquaintances, int uploads) {

  static Suggestions of(Probes state, long at) {
    return new Suggestions(state.strangers(at), state.acquaintances(at), state.uploads(at));
  }

  double strangerShare() {
    return (double) strangers / (strangers + acquaintances);
  }
}
