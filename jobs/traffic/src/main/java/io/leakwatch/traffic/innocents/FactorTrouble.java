package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;

/**
 * Second factors that fail though nobody attacks: a phone without a network, a train in a tunnel, a
 * code mistyped, an app that asks again and again on a device that is signed in.
 */
final class FactorTrouble implements Actor {

  /** One account in so many has an app that asks all the time. */
  private static final int NAGGED = 900;

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  FactorTrouble(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.4) {
      noNetwork(at, stage);
    } else if (u < 0.6) {
      tunnel(at, stage);
    } else {
      nag(at, stage);
    }
  }

  /** Three or four times nothing comes, then it does; or a code is mistyped once or twice. */
  private void noNetwork(long at, Stage stage) {
    Account account = anybody();
    Caller caller = owner(account, account.laptop, account.usualLine(networks, at));
    boolean mistyped = dice.chance(0.3);
    int tries = mistyped ? dice.between(1, 2) : dice.between(2, 4);
    long now = at;
    for (int i = 0; i < tries; i++) {
      FailureReason reason = mistyped ? FailureReason.MFA_DENIED : FailureReason.MFA_TIMEOUT;
      stage.failure(now, caller, LoginAction.MFA_CHALLENGE, reason);
      now += mistyped ? dice.within(8_000, 30_000) : dice.within(60_000, 150_000);
    }
    if (dice.chance(0.85)) {
      giveIt(caller, now, stage);
    }
  }

  /** The challenge is asked for on the phone, which loses its network each time. */
  private void tunnel(long at, Stage stage) {
    Account account = anybody();
    long now = at;
    int tries = dice.between(2, 5);
    Caller caller = owner(account, account.phoneAt(at), account.home);
    for (int i = 0; i < tries; i++) {
      caller = caller.at(networks.mobile(account.city, account.number, now));
      stage.failure(now, caller, LoginAction.MFA_CHALLENGE, FailureReason.MFA_TIMEOUT);
      now += dice.within(90_000, 400_000);
    }
    giveIt(caller, now, stage);
  }

  private void giveIt(Caller caller, long at, Stage stage) {
    stage.success(at, caller, LoginAction.MFA_CHALLENGE, LoginMethod.UNKNOWN, false);
    stage.success(at + 3_000, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, true);
    stage.call(at + 4_000, caller, Route.HOME, null, 200, 30);
  }

  /** Each time the app renews its token it asks for a factor too, and nobody answers. */
  private void nag(long at, Stage stage) {
    int number = dice.below(Math.max(1, population.size() / NAGGED)) * NAGGED;
    Account account = population.get(number);
    String session = "s-nagged-" + number;
    long now = at;
    int times = dice.between(6, 14);
    for (int i = 0; i < times; i++) {
      Connection line =
          dice.chance(0.7)
              ? account.usualLine(networks, now)
              : networks.mobile(account.city, account.number, now);
      Caller caller = new Caller(account.id, account.phoneAt(now), line, session);
      stage.success(now, caller, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
      FailureReason reason =
          dice.chance(0.3) ? FailureReason.MFA_DENIED : FailureReason.MFA_TIMEOUT;
      stage.failure(now + 400, caller, LoginAction.MFA_CHALLENGE, reason);
      now += dice.within(120_000, 900_000);
    }
  }

  private Account anybody() {
    return population.get(dice.below(population.size()));
  }

  private Caller owner(Account account, Client client, Connection line) {
    return new Caller(account.id, client, line, Names.session(dice));
  }
}
