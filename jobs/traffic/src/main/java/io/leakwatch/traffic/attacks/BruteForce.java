package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Cities;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * One account's password is guessed: fast from a few servers, or slowly through a proxy with many
 * addresses.
 *
 * <p>Where it gives way the account does nothing but what is staged here, and the attacker takes an
 * address in its owner's city: signed in far from home it would be an impossible traveller as well.
 */
final class BruteForce implements Attack {

  private static final String ID = "brute-force";
  private static final int MEMBERS_APART = 101;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(14);
  }

  @Override
  public int events() {
    return 140;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Siege(scene).run());
  }

  /** One attack. */
  private static final class Siege {

    private final Scene scene;
    private final Dice dice;
    private final boolean opens;
    private final String account;
    private final int city;
    private final int addresses;
    private final Client client;
    private int attempt;

    Siege(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.opens = dice.chance(0.5);
      Account member = scene.population.victim((long) MEMBERS_APART * scene.number());
      this.account = opens ? Names.dormant(dice) : member.id;
      this.city = opens ? Cities.draw(dice) : member.city;
      this.addresses = scene.isLoud() ? dice.between(1, 4) : dice.between(14, 60);
      this.client = Client.anonymous(dice.chance(0.3) ? null : dice.pick(UserAgents.SCRIPTS));
    }

    Culprit run() {
      long start = scene.begin() + scene.minutes(5, 40, 0.05);
      if (opens) {
        owner(scene.begin(), start + scene.minutes(60, 300, 0.4));
      }
      long over = scene.isLoud() ? fast(start) : slow(start);
      if (opens) {
        open(over + scene.minutes(0, 90, 0.1));
      }
      String shape =
          (scene.isLoud() ? "loud" : "evasive: slow, addresses in turn")
              + (opens ? ", then a way in" : "");
      return new Culprit(ID, SubjectType.ACCOUNT, account, shape);
    }

    /** Somebody who lives an ordinary life meanwhile. */
    private void owner(long from, long until) {
      Connection home =
          networks().home(city, 0x2C0000 + scene.number() % 0x10000, Networks.geo(city, 25));
      Client phone = Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
      Caller owner = new Caller(account, phone, home, Names.session(dice));
      scene.around().success(from, owner, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
      for (int i = 0; i < 3; i++) {
        long at = dice.within(from + 1_000, until);
        scene.around().success(at, owner, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
      }
    }

    private long fast(long start) {
      int attempts = Math.min(dice.between(60, 260), scene.mostEvents() - 8);
      double gap = dice.spread(400, 9_000);
      long now = start;
      for (int i = 0; i < attempts; i++) {
        guess(now, client);
        now += 1 + (long) (gap * (0.4 + 1.2 * dice.unit()));
      }
      return now;
    }

    private long slow(long start) {
      int attempts = Math.min(dice.between(40, 160), scene.mostEvents() - 8);
      double gap = (double) scene.minutes(120, 540, 0.7) / attempts;
      long now = start;
      for (int i = 0; i < attempts; i++) {
        String agent = dice.pick(dice.chance(0.5) ? UserAgents.PHONES : UserAgents.BROWSERS);
        guess(now, Client.firstParty(null, agent));
        now += 1 + (long) (gap * (0.2 + 1.6 * dice.unit()));
      }
      return now;
    }

    /** After ten wrong ones the account is locked for a while, which does not stop a program. */
    private void guess(long at, Client program) {
      boolean locked = scene.isLoud() && attempt % 25 >= 10;
      FailureReason reason = locked ? FailureReason.LOCKED : FailureReason.BAD_CREDENTIAL;
      Connection line = line(scene.isLoud() ? attempt % addresses : dice.below(addresses));
      scene
          .attack()
          .failure(at, new Caller(account, program, line, null), LoginAction.LOGIN, reason);
      attempt++;
    }

    private void open(long at) {
      boolean elsewhere = dice.chance(0.3);
      Client browser = Client.firstParty(null, dice.pick(UserAgents.BROWSERS));
      Caller thief =
          new Caller(account, browser, line(elsewhere ? addresses : 0), Names.session(dice));
      scene.attack().success(at, thief, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    }

    private Connection line(int address) {
      Connection server = networks().fleet(scene.number(), address);
      return new Connection(server.ip(), server.asn(), Networks.geo(city, 25));
    }

    private Networks networks() {
      return scene.networks;
    }
  }
}
