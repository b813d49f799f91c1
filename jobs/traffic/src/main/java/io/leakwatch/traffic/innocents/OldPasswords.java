package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;

/**
 * Devices and people that do not know the new password: a tablet in a drawer that tries the old one
 * every few minutes for days, a television that tries it every few seconds, and somebody at a
 * friend's house, on the friend's phone, who is sure to remember it at the next attempt.
 */
final class OldPasswords implements Actor {

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  OldPasswords(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    if (account.flight != null) {
      return;
    }
    double u = dice.unit();
    if (u < 0.4) {
      forgottenDevice(account, at, dice.between(20, 120), 120_000, 900_000, stage);
    } else if (u < 0.55) {
      forgottenDevice(account, at, dice.between(30, 80), 4_000, 12_000, stage);
    } else {
      stubborn(account, at, stage);
    }
  }

  private void forgottenDevice(
      Account account, long at, int attempts, long shortest, long longest, Stage stage) {
    Client phone = account.phoneAt(at);
    Caller owner = new Caller(account.id, phone, account.home, Names.session(dice));
    stage.success(at, owner, LoginAction.PASSWORD_CHANGE, LoginMethod.TOKEN, false);
    long now = at + dice.within(4_000, 20_000);
    stage.success(now, owner, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    Client old = Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
    Caller device = new Caller(account.id, old, account.home, null);
    long gap = dice.within(shortest, longest);
    for (int i = 0; i < attempts; i++) {
      now += gap + dice.within(0, 2_000);
      boolean locked = i % 15 > 9 && gap < 60_000;
      FailureReason reason = locked ? FailureReason.LOCKED : FailureReason.BAD_CREDENTIAL;
      stage.failure(now, device, LoginAction.LOGIN, reason);
    }
  }

  private void stubborn(Account account, long at, Stage stage) {
    Connection friends =
        networks.home(account.city, 0x240000 + dice.below(0x3FFFF), Networks.geo(account.city, 30));
    Client phone = Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
    Caller caller = new Caller(account.id, phone, friends, Names.session(dice));
    long now = at;
    int attempts = dice.between(6, 16);
    for (int i = 0; i < attempts; i++) {
      FailureReason reason = i < 10 ? FailureReason.BAD_CREDENTIAL : FailureReason.LOCKED;
      stage.failure(now, caller, LoginAction.LOGIN, reason);
      now += dice.within(4_000, 60_000);
    }
    if (dice.chance(0.7)) {
      stage.success(now, caller, LoginAction.PASSWORD_RESET_REQUEST, LoginMethod.UNKNOWN, false);
      now += dice.within(40_000, 240_000);
      stage.success(now, caller, LoginAction.PASSWORD_CHANGE, LoginMethod.UNKNOWN, false);
      now += dice.within(5_000, 20_000);
      stage.success(now, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    }
  }
}
