package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.DataClass;
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
import java.util.List;

/**
 * Those who read stored objects as they should: anybody the pictures, members their own archives,
 * mail gateways links that have expired.
 */
final class ObjectReaders implements Actor {

  private static final int FIRST_CRAWLER = 244;
  private static final int CRAWLERS = 3;
  private static final int FIRST_GATEWAY = 254;
  private static final int GATEWAYS = 5;
  private static final List<DataClass> ARCHIVE =
      List.of(DataClass.EMAIL, DataClass.PHONE, DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP);

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  ObjectReaders(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.6) {
      Client browser = Client.anonymous(dice.pick(UserAgents.BROWSERS));
      pictures(at, new Caller(null, browser, networks.stranger(dice), null), 12, stage);
    } else if (u < 0.7) {
      Client crawler = Client.anonymous(dice.pick(UserAgents.CRAWLERS));
      Connection server = networks.appServer(FIRST_CRAWLER + dice.below(CRAWLERS), 0);
      pictures(at, new Caller(null, crawler, server, null), 60, stage);
    } else if (u < 0.92) {
      ownArchive(at, stage);
    } else if (u < 0.98) {
      expiredLinks(at, stage);
    } else {
      gallery(at, stage);
    }
  }

  /** Pictures of a page that anybody may see; some are gone. */
  private void pictures(long at, Caller caller, int most, Stage stage) {
    int pictures = 1 + dice.favourite(most);
    long now = at;
    for (int i = 0; i < pictures; i++) {
      String picture = dice.chance(0.5) ? "avatars/" + someone() : "pictures/" + Names.post(dice);
      stage.call(now, caller, Route.OBJECT, picture + ".jpg", dice.chance(0.04) ? 404 : 200, 1);
      now += dice.within(50, 2_500);
    }
  }

  /** A member fetches what the platform has of it, by a link that knows for whom it was made. */
  private void ownArchive(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    boolean byLink = dice.chance(0.5);
    Client client = byLink ? Client.anonymous(account.laptop.userAgent()) : account.laptop;
    String session = Names.session(dice);
    Caller caller = new Caller(byLink ? null : account.id, client, account.home, session);
    String archive = "archives/" + account.id + "/all.zip";
    stage.call(at, caller, Route.OBJECT, archive, 200, 1, ObjectReaders::withArchive);
  }

  private static ApiEvent.Builder withArchive(ApiEvent.Builder call) {
    return call.setDataClasses(ARCHIVE);
  }

  /** Links in old letters: whoever follows them, or a gateway that checks them, is refused. */
  private void expiredLinks(long at, Stage stage) {
    boolean gateway = dice.chance(0.3);
    Connection line =
        gateway
            ? networks.appServer(FIRST_GATEWAY + dice.below(GATEWAYS), 1)
            : networks.stranger(dice);
    Caller caller = new Caller(null, Client.anonymous(dice.pick(UserAgents.BROWSERS)), line, null);
    int links = gateway ? dice.between(3, 12) : 1;
    for (int i = 0; i < links; i++) {
      String link = "archives/" + someone() + "/all.zip";
      stage.call(at + 400L * i, caller, Route.OBJECT, link, 403, 0);
    }
  }

  /** The press reads the list of the press's pictures. */
  private void gallery(long at, Stage stage) {
    Client browser = Client.anonymous(dice.pick(UserAgents.BROWSERS));
    Caller caller = new Caller(null, browser, networks.stranger(dice), null);
    stage.call(at, caller, Route.OBJECTS, "press-pictures", 200, dice.between(10, 80));
    pictures(at + 2_000, caller, 8, stage);
  }

  private String someone() {
    return population.get(dice.below(population.size())).id;
  }
}
