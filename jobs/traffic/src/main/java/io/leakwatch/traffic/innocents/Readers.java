package io.leakwatch.traffic.innocents;

import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;
import java.util.List;

/** Those who read in public, without an account: crawlers, feed readers, search visitors. */
final class Readers implements Actor {

  private static final int CRAWLERS = 6;
  private static final int POLLERS = 40;

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  Readers(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.15) {
      crawl(at, stage);
    } else if (u < 0.6) {
      poll(at, stage);
    } else {
      searchVisit(at, stage);
    }
  }

  /** Public posts one after the other, politely: one every few seconds. */
  private void crawl(long at, Stage stage) {
    int crawler = dice.below(CRAWLERS);
    String agent = UserAgents.CRAWLERS.get(crawler % UserAgents.CRAWLERS.size());
    Connection server = networks.appServer(100 + crawler, dice.below(3));
    Caller caller = new Caller(null, Client.anonymous(agent), server, null);
    int posts = dice.between(10, 60);
    long now = at;
    for (int i = 0; i < posts; i++) {
      boolean gone = dice.chance(0.03);
      stage.call(now, caller, Route.POST, Names.post(dice), gone ? 404 : 200, 1);
      now += dice.within(1_500, 6_000);
    }
  }

  /** The same feed, again and again. */
  private void poll(long at, Stage stage) {
    int poller = dice.below(POLLERS);
    Connection server = networks.appServer(120 + poller, 0);
    Client client = Client.anonymous("FeedReader/1.8 (+https://reader.example)");
    Caller caller = new Caller(null, client, server, null);
    stage.call(at, caller, Route.FEED, "feed-" + poller, dice.chance(0.5) ? 304 : 200, 20);
  }

  /** Somebody without an account follows a link to a profile or two. */
  private void searchVisit(long at, Stage stage) {
    List<String> agents = dice.chance(0.5) ? UserAgents.BROWSERS : UserAgents.SCRIPTS.subList(2, 3);
    Client client = Client.anonymous(dice.pick(agents));
    Caller caller = new Caller(null, client, networks.stranger(dice), null);
    long now = at;
    int visits = 1 + dice.favourite(4);
    for (int i = 0; i < visits; i++) {
      String id = population.get(dice.favourite(population.size())).id;
      stage.call(now, caller, Route.PROFILE, id, 200, 1);
      stage.call(now + 300, caller, Route.USER_POSTS, id, 200, 20);
      now += dice.within(8_000, 90_000);
    }
  }
}
