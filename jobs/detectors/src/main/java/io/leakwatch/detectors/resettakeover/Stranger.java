package io.leakwatch.detectors.resettakeover;

import io.leakwatch.detection.activity.Login;
import java.time.Duration;

/** Whether somebody is a stranger to an account: on no device, and behind no operator, of its. */
enum Stranger {
  /** A device or an operator is the account's, or nothing is known that it could be unlike. */
  NO,
  /** Both are unlike what is known of the account, but that is little. */
  PERHAPS,
  /** Both are unlike what is known, and the account is known well. */
  SURELY;

  /**
   * What makes an account known well.
   *
   * @param settledFor it got in with no new device or operator for so long
   * @param minOccasions it got in on so many occasions
   */
  record Judge(Duration settledFor, int minOccasions) {

    private static final int FEWEST = 2;

    Stranger of(Login login, AccountTrail state) {
      int occasions = state.occasions(login.at());
      if (occasions == 0 || state.isFamiliar(login)) {
        return NO;
      }
      boolean isSettled = state.settledFor(login.at()) >= settledFor.toMillis();
      boolean isOftenSeen = occasions >= minOccasions;
      if (isSettled && isOftenSeen) {
        return SURELY;
      }
      // Of an account that was seen once, a moment ago, nothing is known.
      return isSettled || occasions >= FEWEST ? PERHAPS : NO;
    }
  }
}
