package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.traffic.stage.Actor;
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
import java.util.Locale;

/** Members let the platform find whom they know, and are shown whom they may know. */
public final class AddressBooks implements Actor {

  private static final int CUSTOMER_APP = 303;
  private static final long HOUR_MS = 3_600_000;

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  AddressBooks(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  /** A phone number of some country, without its plus. */
  public static long someNumber(Dice dice) {
    return 490_000_000_000L + dice.below(90) * 1_000_000_000L + dice.below(1_000_000_000);
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.45) {
      upload(at, stage);
    } else if (u < 0.5) {
      lookUpAll(at, stage);
    } else if (u < 0.8) {
      newcomer(at, stage);
    } else if (u < 0.85) {
      scroll(at, stage);
    } else if (u < 0.86) {
      brokenSync(at, stage);
    } else {
      customers(at, stage);
    }
  }

  /** 150 to 800 contacts, in batches of two hundred; some repeat it the next day. */
  private void upload(long at, Stage stage) {
    Account member = population.get(dice.below(population.size()));
    Caller caller = phone(member, at);
    int batches = dice.between(1, 4);
    boolean again = dice.chance(0.3);
    for (int i = 0; i < batches; i++) {
      long then = at + i * 1_500L;
      int found = dice.between(40, 110);
      stage.call(then, caller, Route.UPLOAD_CONTACTS, null, 200, found);
      if (again) {
        long tomorrow = then + 24 * HOUR_MS;
        stage.call(tomorrow, caller, Route.UPLOAD_CONTACTS, null, 200, found);
      }
    }
    suggestions(member, caller, at + 10_000, dice.between(4, 25), 0.08, stage);
  }

  /** An older app asks number by number; an office's extensions are in the book too. */
  private void lookUpAll(long at, Stage stage) {
    Account member = population.get(dice.below(population.size()));
    Caller caller = phone(member, at);
    int contacts = dice.between(120, 420);
    int office = dice.chance(0.3) ? dice.between(8, 35) : 0;
    long switchboard = someNumber(dice) / 100 * 100;
    double registered = 0.27 + 0.3 * dice.unit();
    boolean again = dice.chance(0.3);
    for (int i = 0; i < contacts; i++) {
      long number = i < office ? switchboard + i * 2L : someNumber(dice);
      boolean hit = dice.chance(registered);
      String asked = String.format(Locale.ROOT, "+%d", number);
      long then = at + i * 900L;
      stage.call(then, caller, Route.LOOK_UP, asked, hit ? 200 : 404, 1);
      if (again) {
        stage.call(then + 20 * HOUR_MS, caller, Route.LOOK_UP, asked, hit ? 200 : 404, 1);
      }
    }
  }

  /** Nobody knows yet whom a new account knows, so it is shown whoever is popular. */
  private void newcomer(long at, Stage stage) {
    Client client = Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
    Caller caller = new Caller(Names.dormant(dice), client, networks.stranger(dice), null);
    int strangers = dice.between(3, 28);
    long now = at;
    for (int i = 0; i < strangers; i++) {
      stage.suggestion(now, caller, Names.dormant(dice), 0);
      now += dice.within(500, 40_000);
    }
  }

  /** An evening of scrolling through suggestions: many strangers, among more that are not. */
  private void scroll(long at, Stage stage) {
    Account member = population.get(dice.below(population.size()));
    suggestions(member, phone(member, at), at, dice.between(60, 180), 0.35, stage);
  }

  /** A faulty app synchronises the same address book all day. */
  private void brokenSync(long at, Stage stage) {
    Account member = population.get(dice.below(population.size()));
    Caller caller = phone(member, at);
    int times = dice.between(20, 90);
    int found = dice.between(40, 110);
    for (int i = 0; i < times; i++) {
      stage.call(at + i * 600_000L, caller, Route.UPLOAD_CONTACTS, null, 200, found);
    }
    suggestions(member, caller, at + HOUR_MS, 12, 0.1, stage);
  }

  /** A customer desk's app looks for its callers; a good part of them have accounts. */
  private void customers(long at, Stage stage) {
    Client app =
        new Client(
            null, UserAgents.SCRIPTS.get(3), Names.client(CUSTOMER_APP), ClientKind.THIRD_PARTY);
    String clerk = Names.account(Names.FIRST_DORMANT - 5_000 - dice.below(40));
    Caller caller = new Caller(clerk, app, networks.appServer(303, 0), null);
    int callers = dice.between(3, 30);
    long now = at;
    for (int i = 0; i < callers; i++) {
      boolean hit = dice.chance(0.35);
      String asked = String.format(Locale.ROOT, "+%d", someNumber(dice));
      stage.call(now, caller, Route.LOOK_UP, asked, hit ? 200 : 404, 1);
      now += dice.within(20_000, 200_000);
    }
  }

  private void suggestions(
      Account member, Caller caller, long at, int shown, double strangers, Stage stage) {
    long now = at;
    for (int i = 0; i < shown; i++) {
      boolean stranger = dice.chance(strangers);
      String suggested =
          stranger ? Names.dormant(dice) : population.get(population.acquaintance(member, dice)).id;
      stage.suggestion(now, caller, suggested, stranger ? 0 : dice.between(1, 15));
      now += dice.within(400, 20_000);
    }
  }

  private static Caller phone(Account member, long at) {
    return new Caller(member.id, member.phoneAt(at), member.home, member.phoneSession);
  }
}
