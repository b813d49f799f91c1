package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.traffic.stage.Actor;
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
 * Conversations that are not end-to-end encrypted, or not yet: shops write through a gateway that
 * cannot, and some pairs begin before both have a key.
 */
final class BusinessChats implements Actor {

  private static final int SHOPS = 60;

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  BusinessChats(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    Account member = population.get(dice.below(population.size()));
    Client phone = member.phoneAt(at);
    Caller caller = new Caller(member.id, phone, member.home, member.phoneSession);
    if (dice.chance(0.75)) {
      order(member, caller, at, stage);
    } else {
      upgrade(member, caller, at, stage);
    }
  }

  /** Receipts, a question, an answer: never encrypted from end to end. */
  private void order(Account member, Caller caller, long at, Stage stage) {
    int shop = dice.below(SHOPS);
    Client gateway = Client.firstParty(null, UserAgents.BROWSERS.get(0));
    Connection server = networks.appServer(200 + shop, 0);
    String account = Names.account(Names.FIRST_DORMANT - 2_000 - shop);
    Caller seller = new Caller(account, gateway, server, null);
    String conversation = "b" + shop + "-" + member.number;
    int messages = dice.between(1, 9);
    long now = at;
    for (int i = 0; i < messages; i++) {
      boolean fromShop = dice.chance(0.7);
      Caller sender = fromShop ? seller : caller;
      send(now, sender, fromShop ? member.id : account, conversation, Encryption.TRANSPORT, stage);
      now += dice.within(20_000, 3_600_000);
    }
  }

  /** Two who just met: in the clear, until both have exchanged keys; one message is late. */
  private void upgrade(Account member, Caller caller, long at, Stage stage) {
    String stranger = Names.dormant(dice);
    Client phone = Client.firstParty(null, dice.pick(UserAgents.PHONES));
    Caller other = new Caller(stranger, phone, networks.stranger(dice), null);
    String conversation = "n" + member.number + "-" + dice.below(1_000_000);
    int clear = dice.between(2, 8);
    int encrypted = dice.between(4, 15);
    int late = dice.chance(0.4) ? clear + dice.between(1, 3) : -1;
    long now = at;
    for (int i = 0; i < clear + encrypted; i++) {
      boolean isClear = i < clear || i == late;
      boolean own = dice.chance(0.5);
      send(
          now,
          own ? caller : other,
          own ? stranger : member.id,
          conversation,
          isClear ? Encryption.TRANSPORT : Encryption.END_TO_END,
          stage);
      now += dice.within(3_000, 300_000);
    }
  }

  private static void send(
      long at,
      Caller sender,
      String peer,
      String conversation,
      Encryption encryption,
      Stage stage) {
    stage.dm(
        at,
        sender,
        DmKind.MESSAGE_SENT,
        peer,
        conversation,
        message -> message.setEncryption(encryption));
  }
}
