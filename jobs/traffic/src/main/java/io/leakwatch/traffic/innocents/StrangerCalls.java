package io.leakwatch.traffic.innocents;

import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.PhoneCall;
import io.leakwatch.traffic.stage.PhoneCall.Masking;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Cities;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import java.util.HashMap;
import java.util.Map;

/**
 * Honest calls to people who do not have the caller among their contacts: wrong numbers, sellers,
 * friends of a new member, and those whose work is calling strangers.
 */
final class StrangerCalls implements Actor {

  private static final int TRIES = 40;
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final int PEOPLE_PER_WORKER = 250;

  /** People whose work or hobby is calling strangers; each always the same accounts. */
  private enum Work {
    COURIER(1),
    VOLUNTEER(2),
    CALL_CENTRE(3);

    private final long salt;

    Work(long salt) {
      this.salt = salt;
    }
  }

  private final Population population;
  private final Networks networks;
  private final Dice dice;
  private final long salt;

  /** Who was at work lately, and until when no other shift begins, epoch milliseconds. */
  private final Map<String, Long> offUntil = new HashMap<>();

  StrangerCalls(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
    this.salt = dice.bits();
  }

  @Override
  public void act(long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.79) {
      afterSomething(at, stage);
    } else if (u < 0.89) {
      newcomer(at, stage);
    } else if (u < 0.952) {
      shift(Work.COURIER, at, stage);
    } else {
      shift(u < 0.98 ? Work.VOLUNTEER : Work.CALL_CENTRE, at, stage);
    }
  }

  /** Somebody mistypes a name, or calls about a sofa, a room, a job. */
  private void afterSomething(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    Caller caller = caller(account, at);
    boolean wrong = dice.chance(0.3);
    int sellers = wrong ? 1 : 1 + dice.favourite(5);
    long now = at;
    for (int i = 0; i < sellers; i++) {
      boolean answered = dice.chance(wrong ? 0.5 : 0.65);
      long talk = answered ? wrong ? dice.within(2_000, 9_000) : dice.within(15_000, 400_000) : 0;
      now = call(now, caller, 0.35, stage, talk) + dice.within(MINUTE_MS, 20 * MINUTE_MS);
    }
  }

  /** Somebody has just joined and calls friends, who have not added the newcomer yet. */
  private void newcomer(long at, Stage stage) {
    Account account = population.get(dice.below(population.size()));
    Caller caller = caller(account, at);
    int friends = dice.between(5, 18);
    double direct = dice.unit();
    long now = at;
    for (int i = 0; i < friends; i++) {
      String friend = population.get(population.contact(account, i)).id;
      boolean answered = dice.chance(0.6);
      PhoneCall first = way(PhoneCall.toStranger(friend, dice), direct);
      now = place(now, caller, first, stage, answered ? dice.within(40_000, HOUR_MS / 3) : 0);
      if (!answered && dice.chance(0.4)) {
        now += dice.within(5 * MINUTE_MS, 30 * MINUTE_MS);
        now = place(now, caller, first, stage, dice.within(40_000, HOUR_MS / 3));
      }
      now += dice.within(2 * MINUTE_MS, 40 * MINUTE_MS);
    }
  }

  private void shift(Work work, long at, Stage stage) {
    Account account = worker(work, at);
    if (account == null) {
      afterSomething(at, stage);
      return;
    }
    offUntil.put(account.id, at + 16 * HOUR_MS);
    // Whether calls go peer to peer hangs on the caller's settings, so it differs between them.
    Dice own = Dice.of(salt, account.number);
    double direct = own.chance(0.3) ? 0.9 : own.unit() * 0.5;
    switch (work) {
      case COURIER -> deliver(at, caller(account, at), direct, stage);
      case VOLUNTEER -> canvass(at, caller(account, at), direct, stage);
      case CALL_CENTRE -> serve(at, caller(account, at), direct, stage);
    }
  }

  /** Somebody of this work for whom it is morning, or noon; null if all are off. */
  private Account worker(Work work, long at) {
    int workers = 4 + population.size() / PEOPLE_PER_WORKER;
    for (int i = 0; i < TRIES; i++) {
      long draw = Dice.mix(salt + work.salt * 1_000_003L + dice.below(workers));
      Account account = population.get((int) Long.remainderUnsigned(draw, population.size()));
      int hour = Cities.ALL.get(account.city).hourAt(at);
      if (hour >= 7 && hour < 13 && offUntil.getOrDefault(account.id, 0L) <= at) {
        return account;
      }
    }
    return null;
  }

  /** Two score parcels a day: most people answer and say which door, some do not. */
  private void deliver(long at, Caller caller, double direct, Stage stage) {
    int parcels = dice.between(25, 55);
    long gap = dice.within(6 * HOUR_MS, 9 * HOUR_MS) / parcels;
    double answers = 0.65 + 0.2 * dice.unit();
    long now = at;
    for (int i = 0; i < parcels; i++) {
      PhoneCall call = way(PhoneCall.toStranger(stranger(caller), dice), direct);
      long over = now;
      for (int attempt = 0; attempt < 2; attempt++) {
        boolean answered = dice.chance(answers);
        over = place(over, caller, call, stage, answered ? dice.within(7_000, 60_000) : 0);
        if (answered || dice.chance(0.5)) {
          break;
        }
        over += dice.within(10_000, 60_000);
      }
      now = Math.max(over, now + dice.within(gap / 3, gap * 5 / 3));
    }
  }

  /** For an election or a good cause: most do not answer or hang up, some talk. */
  private void canvass(long at, Caller caller, double direct, Stage stage) {
    int people = dice.between(45, 100);
    double answers = 0.3 + 0.2 * dice.unit();
    long now = at + dice.within(0, 3 * HOUR_MS);
    for (int i = 0; i < people; i++) {
      boolean answered = dice.chance(answers);
      boolean hangsUp = dice.chance(0.15);
      long talk = hangsUp ? dice.within(3_000, 10_000) : dice.within(20_000, 240_000);
      now = call(now, caller, direct, stage, answered ? talk : 0);
      now += dice.within(15_000, 120_000);
    }
  }

  /** A hotline calls back: two hundred a day, most answer and talk for minutes. */
  private void serve(long at, Caller caller, double direct, Stage stage) {
    int people = dice.between(120, 240);
    double answers = 0.5 + 0.2 * dice.unit();
    long now = at;
    for (int i = 0; i < people; i++) {
      boolean answered = dice.chance(answers);
      now = call(now, caller, direct, stage, answered ? dice.within(30_000, 360_000) : 0);
      now += dice.within(5_000, 60_000);
    }
  }

  private long call(long at, Caller caller, double direct, Stage stage, long talkMs) {
    PhoneCall call = way(PhoneCall.toStranger(stranger(caller), dice), direct);
    return place(at, caller, call, stage, talkMs);
  }

  private long place(long at, Caller caller, PhoneCall call, Stage stage, long talkMs) {
    long ring = talkMs > 0 ? dice.within(3_000, 20_000) : dice.within(5_000, 40_000);
    return call.place(at, caller, stage, ring, talkMs);
  }

  private PhoneCall way(PhoneCall call, double direct) {
    PhoneCall chosen = dice.chance(direct) ? call.peerToPeer() : call;
    return dice.chance(0.1) ? chosen.with(Masking.DONE) : chosen;
  }

  private String stranger(Caller caller) {
    String member = population.get(dice.below(population.size())).id;
    return dice.chance(0.6) && !member.equals(caller.account()) ? member : Names.dormant(dice);
  }

  private Caller caller(Account account, long at) {
    Connection line = networks.mobile(account.city, account.number, at);
    return new Caller(account.id, account.phoneAt(at), line, account.phoneSession);
  }
}
