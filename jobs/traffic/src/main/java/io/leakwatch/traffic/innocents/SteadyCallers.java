package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Account.Habit;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;

/** Those who call an endpoint without a limit again and again, and may. */
final class SteadyCallers implements Actor {

  private static final long MINUTE_MS = 60_000;
  private static final int FIRST_APP = 780;
  private static final int MONITORS = 3;
  private static final int WIDGET_USERS = 400;

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  SteadyCallers(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.65) {
      openTab(at, stage);
    } else if (u < 0.75) {
      healthChecks(at, stage);
    } else if (u < 0.85) {
      widget(at, stage);
    } else if (u < 0.93) {
      crowdAtOneAddress(at, stage);
    } else {
      limitedElsewhere(at, stage);
    }
  }

  /** A browser tab that says every few seconds that somebody is there. */
  private void openTab(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    if (account.habit != Habit.PLAIN) {
      return;
    }
    Caller caller = new Caller(account.id, account.laptop, account.home, Names.session(dice));
    long until = at + dice.within(10, 45) * MINUTE_MS;
    for (long now = at; now < until; now += dice.within(4_800, 5_400)) {
      stage.call(now, caller, Route.PRESENCE, null, 204, 0);
    }
  }

  /** A monitor asks every other second whether the platform is there. */
  private void healthChecks(long at, Stage stage) {
    int monitor = FIRST_APP + dice.below(MONITORS);
    Client client = Client.anonymous("StatusPage/2.2 (+https://status.example)");
    Caller caller = new Caller(null, client, networks.appServer(monitor, 0), null);
    long until = at + dice.within(20, 40) * MINUTE_MS;
    for (long now = at; now < until; now += 2_000) {
      stage.call(now, caller, Route.HEALTH, null, dice.chance(0.002) ? 503 : 200, 0);
    }
  }

  /** The badge of a popular app, drawn for hundreds of people. */
  private void widget(long at, Stage stage) {
    int app = FIRST_APP + 10;
    Client client = new Client(null, "okhttp/4.12.0", Names.client(app), ClientKind.THIRD_PARTY);
    long until = at + dice.within(30, 45) * MINUTE_MS;
    for (long now = at; now < until; now += dice.within(1_000, 3_500)) {
      long user = Dice.mix(app * 31L + dice.below(WIDGET_USERS));
      String account = population.get((int) Long.remainderUnsigned(user, population.size())).id;
      Caller caller = new Caller(account, client, networks.appServer(app, dice.below(2)), null);
      stage.call(now, caller, Route.BADGE, account, 200, 1);
    }
  }

  /** Hundreds of people behind one address follow the public feed of an event. */
  private void crowdAtOneAddress(long at, Stage stage) {
    int campus = dice.below(population.campuses());
    Connection line = networks.campus(campus, population.campusCity(campus));
    long until = at + dice.within(30, 45) * MINUTE_MS;
    for (long now = at; now < until; now += dice.within(1_200, 3_200)) {
      Client client = Client.anonymous(dice.pick(UserAgents.BROWSERS));
      Caller caller = new Caller(null, client, line, null);
      stage.call(now, caller, Route.FEED, "feed-live", dice.chance(0.3) ? 304 : 200, 20);
    }
  }

  /** A partner's nightly run: its limit is kept at the gateway, and not in the log. */
  private void limitedElsewhere(long at, Stage stage) {
    int app = FIRST_APP + 20 + dice.below(3);
    Client client = new Client(null, "axios/1.7.7", Names.client(app), ClientKind.THIRD_PARTY);
    Caller caller = new Caller("partner-" + app, client, networks.appServer(app, 0), null);
    long until = at + dice.within(30, 40) * MINUTE_MS;
    int calls = 0;
    for (long now = at; now < until; now += dice.within(1_500, 3_000)) {
      boolean tooMany = ++calls % 200 == 0;
      stage.call(now, caller, Route.BADGE, "partner-" + app, tooMany ? 429 : 200, 1);
    }
  }
}
