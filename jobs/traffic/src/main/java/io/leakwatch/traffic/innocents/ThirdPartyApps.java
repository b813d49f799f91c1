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
import java.util.ArrayList;
import java.util.List;

/** Other people's apps, acting for members that gave them leave. */
final class ThirdPartyApps implements Actor {

  private static final int APPS = 48;
  private static final int ANALYTICS = 5;

  private final Population population;
  private final Dice dice;
  private final List<Client> apps = new ArrayList<>();
  private final List<Connection> servers = new ArrayList<>();

  ThirdPartyApps(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.dice = dice;
    for (int app = 0; app < APPS; app++) {
      String agent = UserAgents.SCRIPTS.get(app % UserAgents.SCRIPTS.size());
      apps.add(new Client(null, agent, Names.client(app), ClientKind.THIRD_PARTY));
      servers.add(networks.appServer(app, 0));
      servers.add(networks.appServer(app, 1));
    }
  }

  @Override
  public void act(long at, Stage stage) {
    if (dice.chance(0.006)) {
      analyse(at, stage);
    } else {
      serve(at, stage);
    }
  }

  /** Somebody opens the app: its own timeline, itself, a few friends. */
  private void serve(long at, Stage stage) {
    int app = ANALYTICS + dice.favourite(APPS - ANALYTICS);
    Account user = user(app);
    Caller caller = caller(app, user);
    stage.call(at, caller, Route.OWN_PROFILE, user.id, 200, 1);
    long now = at + dice.within(150, 600);
    stage.call(now, caller, Route.HOME, null, dice.chance(0.01) ? 429 : 200, 40);
    int friends = dice.favourite(6);
    for (int i = 0; i < friends; i++) {
      now += dice.within(100, 900);
      String friend = population.get(population.contact(user, dice.favourite(user.contacts))).id;
      Route route = dice.chance(0.6) ? Route.PROFILE : Route.USER_POSTS;
      stage.call(now, caller, route, friend, dice.chance(0.01) ? 403 : 200, 1);
    }
  }

  /** The scheduled run of an analytics app: the followers of some of its users, page by page. */
  private void analyse(long at, Stage stage) {
    int app = dice.below(ANALYTICS);
    int users = dice.between(20, 70);
    long now = at;
    for (int i = 0; i < users; i++) {
      Account user = user(app);
      Caller caller = caller(app, user);
      int pages = 1 + dice.favourite(6);
      for (int page = 0; page < pages; page++) {
        now += dice.within(800, 6_000);
        int records = page < pages - 1 ? 200 : dice.between(1, 199);
        stage.call(now, caller, Route.FOLLOWERS, user.id, 200, records);
      }
    }
  }

  private Caller caller(int app, Account user) {
    Connection server = servers.get(app * 2 + dice.below(2));
    return new Caller(user.id, apps.get(app), server, null);
  }

  /** One of the app's users: always the same ones, fewer for each less popular app. */
  private Account user(int app) {
    int users = Math.max(3, population.size() / (2 + app));
    long draw = Dice.mix(app * 1_000_003L + dice.below(users));
    return population.get((int) Long.remainderUnsigned(draw, population.size()));
  }
}
