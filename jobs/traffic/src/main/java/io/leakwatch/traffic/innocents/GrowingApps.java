package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.ClientKind;
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
 * Apps of others with something going on: one that everybody talks about, one that launches a
 * feature for which its users are asked one by one, and one that runs its analyses every night.
 */
final class GrowingApps implements Actor {

  private static final int FIRST_CLIENT = 740;
  private static final int SERVERS = 710;
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;
  private static final int USERS = 400;
  private static final int NIGHTLY_USERS = 130;

  /** Users of the popular app at first, and how many hours it takes to double them. */
  private static final int FIRST_USERS = 40;

  private static final double DOUBLED_AFTER_HOURS = 12;

  private static final int MOST_USERS = 6_000;
  private static final double LAUNCH_AFTER_HOURS = 30;
  private static final double LEAVE_AN_HOUR = 0.01;

  private final Population population;
  private final Dice dice;
  private final Client popular = app(0);
  private final Client launching = app(1);
  private final Client nightly = app(2);
  private final Connection[] servers = new Connection[3];
  private long begin;
  private long nextNight;

  GrowingApps(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.dice = dice;
    for (int i = 0; i < servers.length; i++) {
      servers[i] = networks.appServer(SERVERS + i, 0);
    }
  }

  private static Client app(int number) {
    String agent = UserAgents.SCRIPTS.get(number % UserAgents.SCRIPTS.size());
    return new Client(null, agent, Names.client(FIRST_CLIENT + number), ClientKind.THIRD_PARTY);
  }

  @Override
  public void act(long at, Stage stage) {
    if (begin == 0) {
      begin = at;
      nextNight = (at / DAY_MS + 1) * DAY_MS + 2 * HOUR_MS + 20 * 60_000;
    }
    if (at >= nextNight) {
      nextNight += DAY_MS;
      analyse(at, stage);
    } else if (dice.chance(popularity(at) / (popularity(at) + USERS))) {
      visit(popular, servers[0], user(0, dice.below((int) popularity(at))), at, stage);
    } else {
      useFeature(at, stage);
    }
  }

  private double popularity(long at) {
    double hours = (double) (at - begin) / HOUR_MS;
    return Math.min(MOST_USERS, FIRST_USERS * StrictMath.pow(2, hours / DOUBLED_AFTER_HOURS));
  }

  private void useFeature(long at, Stage stage) {
    int number = dice.below(USERS);
    Account user = user(1, number);
    long now = visit(launching, servers[1], user, at, stage);
    double hours = (double) (at - begin) / HOUR_MS - LAUNCH_AFTER_HOURS;
    if (number < USERS * LEAVE_AN_HOUR * hours) {
      Caller caller = new Caller(user.id, launching, servers[1], null);
      stage.call(now, caller, Route.CONTACTS, user.id, 200, user.contacts);
    }
  }

  /** Itself and a friend or two. */
  private long visit(Client app, Connection server, Account user, long at, Stage stage) {
    Caller caller = new Caller(user.id, app, server, null);
    stage.call(at, caller, Route.OWN_PROFILE, user.id, 200, 1);
    long now = at;
    for (int i = dice.between(0, 2); i > 0; i--) {
      now += dice.within(200, 2_000);
      String friend = population.get(population.contact(user, dice.favourite(user.contacts))).id;
      stage.call(now, caller, Route.PROFILE, friend, 200, 1);
    }
    return now + dice.within(200, 2_000);
  }

  /** The followers of each of its users, a page or some. */
  private void analyse(long at, Stage stage) {
    long now = at;
    for (int i = 0; i < NIGHTLY_USERS; i++) {
      Account user = user(2, i);
      Caller caller = new Caller(user.id, nightly, servers[2], null);
      for (int page = 0; page < dice.between(1, 3); page++) {
        now += dice.within(2_000, 9_000);
        stage.call(now, caller, Route.FOLLOWERS, user.id, 200, dice.between(1, 200));
      }
    }
  }

  private Account user(int app, int number) {
    long draw = Dice.mix(7_000_003L * (app + 1) + number);
    return population.get((int) Long.remainderUnsigned(draw, population.size()));
  }
}
