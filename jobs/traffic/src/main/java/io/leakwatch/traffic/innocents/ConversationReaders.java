package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Conversations;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;
import java.util.ArrayList;
import java.util.List;

/** Those who rightly read many conversations: reviewers, members of everything, bots, backups. */
final class ConversationReaders implements Actor {

  private static final long HOUR_MS = 3_600_000;
  private static final int BACKUP_APP = 301;
  private static final int NEARBY_APP = 302;
  private static final int FIRST_BOT = 304;
  private static final int FIRST_SCRIPT = 330;
  private static final int SCRIPTS = 400;
  private static final List<DataClass> PLAIN =
      List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP);
  private static final List<DataClass> WITH_ADDRESS =
      List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP, DataClass.IP_ADDRESS);
  private static final List<DataClass> WITH_LOCATION =
      List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP, DataClass.LOCATION);

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  /** From when on each reviewer may begin another shift, epoch milliseconds. */
  private final List<Long> reviewersFree = new ArrayList<>();

  private int scripts;

  ConversationReaders(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.06) {
      review(at, stage);
    } else if (u < 0.16) {
      openEverything(at, stage);
    } else if (u < 0.2) {
      archive(at, stage);
    } else if (u < 0.3) {
      backUp(at, stage);
    } else if (u < 0.32) {
      ownScript(at, stage);
    } else if (u < 0.7) {
      nearby(at, stage);
    } else {
      lookAround(at, stage);
    }
  }

  /** A shift of a trust and safety reviewer: one report after the other, some with more to read. */
  private void review(long at, Stage stage) {
    Caller reviewer = reviewer(at);
    long end = at + dice.within(5 * HOUR_MS, 8 * HOUR_MS);
    long now = at;
    while (now < end) {
      int more = dice.chance(0.04) ? dice.between(4, 14) : dice.chance(0.2) ? 2 : 1;
      boolean passedOn = dice.chance(0.08);
      for (int i = 0; i < more; i++) {
        reported(now, reviewer, passedOn, stage);
        now += dice.within(4_000, 25_000);
      }
      now += dice.within(60_000, 360_000);
    }
  }

  private Caller reviewer(long at) {
    int number = 0;
    while (number < reviewersFree.size() && reviewersFree.get(number) > at) {
      number++;
    }
    if (number == reviewersFree.size()) {
      reviewersFree.add(0L);
    }
    reviewersFree.set(number, at + 24 * HOUR_MS + dice.within(0, 3 * HOUR_MS));
    Client desk = Client.firstParty("v-desk-" + number, UserAgents.BROWSERS.get(2));
    String account = Names.account(Names.FIRST_DORMANT - 3_000 - number);
    return new Caller(account, desk, networks.company(7, 3), null);
  }

  private void reported(long at, Caller reviewer, boolean passedOn, Stage stage) {
    Account reporter = population.get(dice.below(population.size()));
    int peer = population.acquaintance(reporter, dice);
    String conversation = Conversations.conversation(reporter.number, peer);
    stage.dm(
        at,
        reviewer,
        DmKind.METADATA_READ,
        reporter.id,
        conversation,
        read -> read.setActorIsMember(false).setDataClasses(passedOn ? WITH_ADDRESS : PLAIN));
  }

  /** A member of hundreds of groups opens them all with the first coffee. */
  private void openEverything(long at, Stage stage) {
    Account member = population.get(dice.below(population.size()));
    Caller caller = new Caller(member.id, member.laptop, member.home, member.laptopSession);
    int groups = dice.between(90, 230);
    long now = at;
    for (int i = 0; i < groups; i++) {
      String group = "g" + (30_000_000 + member.number * 300 + i);
      stage.metadataRead(now, caller, null, group, dice.between(5, 400), 600_000);
      if (dice.chance(0.4)) {
        stage.call(now + 60, caller, Route.DM_METADATA, group, 200, dice.between(1, 60));
      }
      now += dice.within(1_000, 7_000);
    }
  }

  /** A bot that keeps the minutes of every channel it was invited to. */
  private void archive(long at, Stage stage) {
    int bot = dice.below(8);
    Client client =
        new Client(
            null, UserAgents.SCRIPTS.get(1), Names.client(FIRST_BOT + bot), ClientKind.THIRD_PARTY);
    String account = Names.account(Names.FIRST_DORMANT - 4_000 - bot);
    Caller caller = new Caller(account, client, networks.appServer(FIRST_BOT + bot, 0), null);
    int channels = dice.between(150, 600);
    long now = at;
    for (int i = 0; i < channels; i++) {
      String channel = "g" + (40_000_000 + bot * 1_000 + i);
      stage.metadataRead(now, caller, null, channel, dice.between(5, 400), 30_000);
      now += dice.within(100, 1_500);
    }
  }

  /** A backup app's run: everybody's own conversations, of some people a great many. */
  private void backUp(long at, Stage stage) {
    int users = dice.between(6, 20);
    long now = at;
    for (int i = 0; i < users; i++) {
      Account user = population.get(dice.below(population.size()));
      int conversations = dice.chance(0.04) ? dice.between(40, 65) : user.contacts;
      now = ownConversations(now, BACKUP_APP, user, conversations, PLAIN, stage);
    }
  }

  /** Somebody's own script, registered as an app, saves all that its only user has. */
  private void ownScript(long at, Stage stage) {
    Account user = population.get(dice.below(population.size()));
    int app = FIRST_SCRIPT + scripts++ % SCRIPTS;
    ownConversations(at, app, user, dice.between(60, 240), PLAIN, stage);
  }

  /** Which friends are near: of the few conversations in which its users share where they are. */
  private void nearby(long at, Stage stage) {
    Account user = population.get(dice.below(population.size()));
    ownConversations(at, NEARBY_APP, user, dice.between(1, 4), WITH_LOCATION, stage);
  }

  private long ownConversations(
      long at, int app, Account user, int conversations, List<DataClass> shown, Stage stage) {
    Client client =
        new Client(null, UserAgents.SCRIPTS.get(2), Names.client(app), ClientKind.THIRD_PARTY);
    Caller caller = new Caller(user.id, client, networks.appServer(app, 0), null);
    long now = at;
    for (int i = 0; i < conversations; i++) {
      String conversation =
          i < user.contacts
              ? Conversations.conversation(user.number, population.contact(user, i))
              : "g" + (30_000_000 + user.number * 300 + i);
      stage.call(
          now,
          caller,
          Route.DM_METADATA,
          conversation,
          200,
          dice.between(5, 100),
          call -> call.setDataClasses(shown));
      now += dice.within(9_000, 20_000);
    }
    return now;
  }

  /** Before joining a public group one has a look at a few. */
  private void lookAround(long at, Stage stage) {
    Account member = population.get(dice.below(population.size()));
    Client phone = member.phoneAt(at);
    Caller caller = new Caller(member.id, phone, member.home, member.phoneSession);
    int groups = dice.between(1, 9);
    long now = at;
    for (int i = 0; i < groups; i++) {
      String group = "g" + (45_000_000 + dice.favourite(4_000));
      stage.dm(
          now,
          caller,
          DmKind.METADATA_READ,
          null,
          group,
          read -> read.setActorIsMember(false).setParticipants(200).setDataClasses(PLAIN));
      now += dice.within(5_000, 60_000);
    }
  }
}
