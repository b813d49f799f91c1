package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Cities;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.List;

/** An account at home, then somewhere it cannot have got to: somebody else has its password. */
final class ImpossibleTravel implements Attack {

  private static final String ID = "impossible-travel";
  private static final double TOO_FAST_KM_H = 1_800;

  /** Far enough that no two attacks come upon the same victim. */
  private static final long APART = 37;

  private static final List<LoginAction> TAKEOVER =
      List.of(
          LoginAction.EMAIL_CHANGE,
          LoginAction.PASSWORD_CHANGE,
          LoginAction.PHONE_CHANGE,
          LoginAction.MFA_DISABLE);

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(9);
  }

  @Override
  public int events() {
    return 50;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    Dice dice = scene.dice;
    Account victim = victim(scene, scene.isLoud());
    int[] reach = reach(victim, scene.isLoud());
    int city = reach[dice.below(reach.length)];
    double km = Cities.ALL.get(victim.city).kmTo(Cities.ALL.get(city));
    long atHome = usualLogins(scene, victim);
    double mostMinutes = scene.isLoud() ? 30 : km / TOO_FAST_KM_H * 60 * 0.95;
    long away = atHome + scene.minutes(3, mostMinutes, 0.3);
    Caller thief = thief(scene, victim, city);
    scene.attack().success(away, thief, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    lookAround(scene, victim, thief, away);
    if (scene.isLoud() && scene.turn() % 2 == 0) {
      takeOver(scene, thief, away);
    }
    backHome(scene, victim, away);
    String shape = Math.round(km) + " km in " + (away - atHome) / 60_000 + " min";
    return List.of(
        new Culprit(
            ID, SubjectType.ACCOUNT, victim.id, (scene.isLoud() ? "loud: " : "evasive: ") + shape));
  }

  /** The next ordinary member from whose home there is a city at the right distance. */
  static Account victim(Scene scene, boolean farAway) {
    long number = scene.number() * APART;
    Account victim = scene.population.victim(number);
    while (reach(victim, farAway).length == 0) {
      number += 5;
      victim = scene.population.victim(number);
    }
    return victim;
  }

  static int[] reach(Account victim, boolean farAway) {
    return farAway
        ? Cities.around(victim.city, 5_000, 20_100)
        : Cities.around(victim.city, 900, 2_500);
  }

  /** Two logins at home, hours apart; returns the time of the second. */
  static long usualLogins(Scene scene, Account victim) {
    long before = scene.begin() + scene.minutes(0, 5, 0.05);
    long now = before + scene.minutes(60, 360, 0.35);
    for (long at : new long[] {before, now}) {
      Caller caller = atHome(scene, victim);
      scene.around().success(at, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
      scene.around().call(at + 900, caller, Route.HOME, null, 200, 30);
    }
    return now;
  }

  private static Caller atHome(Scene scene, Account victim) {
    return new Caller(victim.id, victim.laptop, victim.home, Names.session(scene.dice));
  }

  static Caller thief(Scene scene, Account victim, int city) {
    Dice dice = scene.dice;
    Connection line = scene.networks.hostedIn(scene.number(), city, dice.between(5, 100));
    String agent = scene.isLoud() ? dice.pick(UserAgents.BROWSERS) : victim.laptop.userAgent();
    String device = dice.chance(0.6) ? Names.device(dice) : null;
    return new Caller(victim.id, Client.firstParty(device, agent), line, Names.session(dice));
  }

  private static void lookAround(Scene scene, Account victim, Caller thief, long at) {
    long now = at + 1_200;
    scene.attack().call(now, thief, Route.OWN_PROFILE, victim.id, 200, 1);
    if (scene.dice.chance(0.5)) {
      now += scene.dice.within(2_000, 20_000);
      scene.attack().call(now, thief, Route.CONTACTS, victim.id, 200, victim.contacts);
    }
  }

  private static void takeOver(Scene scene, Caller thief, long at) {
    long now = at + scene.minutes(2, 40, 0.1);
    int steps = scene.dice.between(1, 2);
    int first = scene.dice.below(TAKEOVER.size());
    for (int i = 0; i < steps; i++) {
      LoginAction step = TAKEOVER.get((first + i) % TAKEOVER.size());
      scene.attack().success(now, thief, step, LoginMethod.TOKEN, false);
      now += scene.dice.within(20_000, 400_000);
    }
  }

  /** The victim has noticed nothing. */
  private static void backHome(Scene scene, Account victim, long after) {
    Caller caller = atHome(scene, victim);
    long now = after + scene.minutes(10, 60, 0.1);
    scene.around().success(now, caller, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
    scene.around().call(now + 700, caller, Route.HOME, null, 200, 30);
  }
}
