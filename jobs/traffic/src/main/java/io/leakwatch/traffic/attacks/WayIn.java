package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;

/**
 * How somebody got into an account.
 *
 * @param detectorId the detector that ought to notice
 * @param thief who is in now: the account, the program, the place and the session
 * @param at since when, epoch milliseconds
 */
record WayIn(String detectorId, Caller thief, long at) {

  /** One of the ways, in turn. */
  static WayIn of(Scene scene) {
    return fromAfar(scene);
  }

  /** With the password, while the owner is at home a continent away. */
  private static WayIn fromAfar(Scene scene) {
    Account victim = ImpossibleTravel.victim(scene, true);
    int[] reach = ImpossibleTravel.reach(victim, true);
    int city = reach[scene.dice.below(reach.length)];
    long home = ImpossibleTravel.usualLogins(scene, victim);
    Caller thief = ImpossibleTravel.thief(scene, victim, city);
    long at = home + scene.minutes(3, 30, 0.1);
    scene.attack().success(at, thief, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    return new WayIn("impossible-travel", thief, at);
  }
}
