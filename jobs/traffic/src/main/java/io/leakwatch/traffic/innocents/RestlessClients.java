package io.leakwatch.traffic.innocents;

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
import io.leakwatch.traffic.world.UserAgents;

/**
 * Sessions that look as if they were in two places: an app with a browser inside, taken along; a
 * browser that was updated on the way; a desktop page asked for once on a phone; a company's VPN
 * that takes sign-ins through one operator and calls through another; a new phone set up from the
 * old.
 */
final class RestlessClients implements Actor {

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  RestlessClients(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    Connection mobile = networks.mobile(account.city, account.number, at);
    double u = dice.unit();
    if (u < 0.35) {
      browserInside(account, mobile, at, stage);
    } else if (u < 0.55) {
      updatedOnTheWay(account, mobile, at, stage);
    } else if (u < 0.65) {
      desktopPage(account, mobile, at, stage);
    } else if (u < 0.9) {
      splitTunnel(account, at, stage);
    } else {
      newPhone(account, mobile, at, stage);
    }
  }

  /** Two user agents, one phone: both go out with it, and both come back. */
  private void browserInside(Account account, Connection mobile, long at, Stage stage) {
    Client app = account.phoneAt(at);
    Client inside = Client.firstParty(app.deviceId(), UserAgents.BROWSERS.get(3));
    String session = Names.session(dice);
    long now = at;
    for (int place = 0; place < 4; place++) {
      Connection line = place % 2 == 0 ? account.home : mobile;
      for (int i = 0; i < 4; i++) {
        Client client = i % 2 == 0 ? app : inside;
        now = use(new Caller(account.id, client, line, session), now, i == 0, stage);
      }
      now += dice.within(300_000, 1_200_000);
    }
  }

  private void updatedOnTheWay(Account account, Connection mobile, long at, Stage stage) {
    Client old = account.laptop;
    Client updated = Client.firstParty(old.deviceId(), old.userAgent().replace("0.0", "1.0"));
    String session = Names.session(dice);
    long now = at;
    for (int i = 0; i < 3; i++) {
      now = use(new Caller(account.id, old, account.home, session), now, i == 0, stage);
    }
    for (int i = 0; i < 6; i++) {
      Connection line = i < 3 ? mobile : account.home;
      now = use(new Caller(account.id, updated, line, session), now, i == 0, stage);
    }
  }

  private void desktopPage(Account account, Connection mobile, long at, Stage stage) {
    Client phone = account.phoneAt(at);
    Client desktop = Client.firstParty(null, UserAgents.BROWSERS.get(5));
    String session = Names.session(dice);
    long now = use(new Caller(account.id, phone, account.home, session), at, true, stage);
    now = use(new Caller(account.id, desktop, mobile, session), now, false, stage);
    use(new Caller(account.id, phone, account.home, session), now, false, stage);
  }

  private void splitTunnel(Account account, long at, Stage stage) {
    Connection company = networks.company(account.number / 1_000, account.city);
    String session = Names.session(dice);
    Caller direct = new Caller(account.id, account.laptop, account.home, session);
    long now = at;
    int rounds = dice.between(4, 14);
    for (int i = 0; i < rounds; i++) {
      stage.success(now, direct.at(company), LoginAction.TOKEN_REFRESH, LoginMethod.SSO, false);
      now = use(direct, now + 1_500, false, stage);
    }
  }

  /** The old phone's session comes along; for an hour both are in use, at home. */
  private void newPhone(Account account, Connection mobile, long at, Stage stage) {
    Client old = account.phoneAt(at);
    Client fresh = Client.firstParty(Names.device(dice), UserAgents.PHONES.get(0));
    String session = Names.session(dice);
    long now = at;
    for (int i = 0; i < 8; i++) {
      boolean isNew = i % 2 == 1;
      Connection line = isNew && i > 3 ? mobile : account.home;
      now = use(new Caller(account.id, isNew ? fresh : old, line, session), now, true, stage);
    }
  }

  private long use(Caller caller, long at, boolean refreshes, Stage stage) {
    if (refreshes) {
      stage.success(at, caller, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
    }
    String friend = population.get(dice.below(population.size())).id;
    stage.call(at + 500, caller, Route.PROFILE, friend, 200, 1);
    return at + dice.within(20_000, 240_000);
  }
}
