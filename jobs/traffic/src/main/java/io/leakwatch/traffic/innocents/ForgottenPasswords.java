package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Cities;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;

/**
 * People who have forgotten their password where it looks odd: on a new tablet at home, or on
 * holiday, in a hotel. Some ask several times, because the mail takes a while; some give their new
 * number afterwards, or save a copy of their data.
 */
final class ForgottenPasswords implements Actor {

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  ForgottenPasswords(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    boolean newDevice = dice.chance(0.5);
    Client client = newDevice ? newDevice() : account.phoneAt(at);
    Connection line = newDevice ? account.usualLine(networks, at) : hotel(account);
    Caller caller = new Caller(account.id, client, line, Names.session(dice));
    long now = ask(caller, at, stage);
    stage.success(now, caller, LoginAction.PASSWORD_CHANGE, LoginMethod.UNKNOWN, false);
    now += dice.within(5_000, 40_000);
    stage.success(now, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    stage.call(now + 900, caller, Route.HOME, null, 200, 30);
    aftermath(account, caller, now, stage);
  }

  private long ask(Caller caller, long at, Stage stage) {
    int times = 1 + dice.favourite(4);
    long now = at;
    for (int i = 0; i < times; i++) {
      stage.login(
          now,
          caller,
          LoginAction.PASSWORD_RESET_REQUEST,
          null,
          event -> event.setMethod(LoginMethod.UNKNOWN).setSessionId(null));
      now += dice.within(60_000, 420_000);
    }
    return now;
  }

  private void aftermath(Account account, Caller caller, long at, Stage stage) {
    long now = at + dice.within(60_000, 900_000);
    double u = dice.unit();
    if (u < 0.1) {
      LoginAction change = dice.chance(0.6) ? LoginAction.PHONE_CHANGE : LoginAction.EMAIL_CHANGE;
      stage.success(now, caller, change, LoginMethod.TOKEN, false);
    } else if (u < 0.15) {
      stage.call(now, caller, Route.ACCOUNT_EXPORT, account.id, 200, dice.between(100, 2_000));
    }
  }

  private Client newDevice() {
    return Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
  }

  /** Within a few hours' drive of home, so that nobody has to be in two places. */
  private Connection hotel(Account account) {
    int[] near = Cities.around(account.city, 0, 450);
    int city = near[dice.below(near.length)];
    return networks.home(city, 0x210000 + dice.below(0x7FFF), Networks.geo(city, 40));
  }
}
