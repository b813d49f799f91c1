package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
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
import java.util.List;

/**
 * Calls that lack a scope, or come without a login, and take nothing that they should not: the old
 * web client, apps that ask for too much and are refused, public pages.
 */
final class OldClients implements Actor {

  private static final int FIRST_APP = 200;
  private static final int APPS = 20;
  private static final int FIRST_CRAWLER = 240;
  private static final int CRAWLERS = 4;

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  OldClients(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.45) {
      ownSettings(at, stage);
    } else if (u < 0.7) {
      askForTooMuch(at, stage);
    } else if (u < 0.85) {
      publicProfiles(at, stage);
    } else {
      publicPosts(at, stage);
    }
  }

  /** The platform's old web client knows no scopes; it shows people their own settings. */
  private void ownSettings(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    if (account.habit != Habit.PLAIN || account.laptopSession == null) {
      return;
    }
    Caller caller = new Caller(account.id, account.laptop, account.home, account.laptopSession);
    stage.call(at, caller, Route.OWN_PROFILE, account.id, 200, 1, OldClients::oldSettings);
  }

  private static ApiEvent.Builder oldSettings(ApiEvent.Builder call) {
    return call.setEndpoint("/1.0/account/settings")
        .setLegacy(true)
        .setScopesRequired(List.of("users.email", "users.read"))
        .setScopesGranted(List.of());
  }

  /** An app tries for e-mail addresses that nobody granted it, and is refused each time. */
  private void askForTooMuch(long at, Stage stage) {
    Caller caller = app();
    int calls = dice.between(1, 5);
    for (int i = 0; i < calls; i++) {
      stage.call(
          at + dice.within(0, 20_000),
          caller,
          Route.PROFILE,
          someone(),
          dice.chance(0.8) ? 403 : 401,
          0,
          call -> call.setScopesRequired(List.of("users.email", "users.read")));
    }
  }

  /** Public profiles, by an app without any scope: they hold nothing personal. */
  private void publicProfiles(long at, Stage stage) {
    Caller caller = app();
    int calls = dice.between(1, 3);
    for (int i = 0; i < calls; i++) {
      stage.call(
          at + dice.within(0, 9_000),
          caller,
          Route.PROFILE,
          someone(),
          200,
          1,
          call -> call.setScopesGranted(List.of()));
    }
  }

  /** Public posts with their times, by a search engine. */
  private void publicPosts(long at, Stage stage) {
    int crawler = dice.below(CRAWLERS);
    Connection server = networks.appServer(FIRST_CRAWLER + crawler, 0);
    Client client = Client.anonymous(dice.pick(UserAgents.CRAWLERS));
    Caller caller = new Caller(null, client, server, null);
    long now = at;
    int posts = dice.between(5, 20);
    for (int i = 0; i < posts; i++) {
      stage.call(
          now,
          caller,
          Route.POST,
          Names.post(dice),
          200,
          1,
          call -> call.setDataClasses(List.of(DataClass.TIMESTAMP)));
      now += dice.within(1_500, 6_000);
    }
  }

  private Caller app() {
    int app = FIRST_APP + dice.below(APPS);
    String agent = UserAgents.SCRIPTS.get(app % UserAgents.SCRIPTS.size());
    Client client = new Client(null, agent, Names.client(app), ClientKind.THIRD_PARTY);
    return new Caller(someone(), client, networks.appServer(app, 0), null);
  }

  private String someone() {
    return population.get(dice.below(population.size())).id;
  }
}
