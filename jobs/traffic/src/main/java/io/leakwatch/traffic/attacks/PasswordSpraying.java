package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commonest passwords, tried on a list of accounts: all of them with one password, then, once
 * lockout counters are reset, all of them with the next; or so slowly that no counter moves.
 *
 * <p>The accounts do nothing else in the simulation, so that one that gives way travels nowhere.
 */
final class PasswordSpraying implements Attack {

  private static final String ID = "password-spraying";
  private static final String STUFFING = "credential-stuffing";

  /** A round of so many accounts or fewer looks to nobody like a list that is stuffed. */
  private static final int NARROW = 13;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(14);
  }

  @Override
  public Duration shortest() {
    return Duration.ofHours(8);
  }

  @Override
  public int events() {
    return 150;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    Spray spray = new Spray(scene);
    boolean first = scene.turn() % 2 == 0;
    if (scene.isLoud()) {
      return first ? spray.wideRounds() : spray.narrowRounds();
    }
    return first ? spray.slow() : spray.manyAddresses();
  }

  /** One attack. */
  private static final class Spray {

    private final Scene scene;
    private final Dice dice;
    private final Client client;
    private final double unknownShare;
    private final List<String> accounts = new ArrayList<>();
    private String opened;

    Spray(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      boolean script = dice.chance(0.6);
      this.client = Client.anonymous(dice.pick(script ? UserAgents.SCRIPTS : UserAgents.BROWSERS));
      this.unknownShare = 0.3 * dice.unit();
    }

    List<Culprit> wideRounds() {
      int rounds = dice.between(2, 4);
      gather(Math.min(dice.between(30, 80), (scene.mostEvents() - 8) / rounds));
      run(rounds, 5_000, 20_000);
      String shape = "loud: wide rounds" + end();
      String id = line().ip();
      return accounts.size() > NARROW + 6
          ? List.of(
              new Culprit(ID, SubjectType.ADDRESS, id, shape),
              new Culprit(STUFFING, SubjectType.ADDRESS, id, shape))
          : List.of(new Culprit(ID, SubjectType.ADDRESS, id, shape));
    }

    List<Culprit> narrowRounds() {
      gather(dice.between(9, NARROW));
      run(dice.between(4, 9), 4_000, 90_000);
      return List.of(
          new Culprit(ID, SubjectType.ADDRESS, line().ip(), "loud: narrow rounds" + end()));
    }

    List<Culprit> slow() {
      long start = prelude();
      long span = scene.minutes(330, 660, 0.85);
      int attempts = (int) Math.min(scene.mostEvents() - 8, span / dice.within(390_000, 960_000));
      gather(dice.chance(0.5) ? attempts : attempts * 2 / 3 + 1);
      long over = spread(start, span, attempts, 1);
      comeIn(over, line());
      return List.of(new Culprit(ID, SubjectType.ADDRESS, line().ip(), "evasive: slow" + end()));
    }

    List<Culprit> manyAddresses() {
      long start = scene.begin() + scene.minutes(2, 20, 0.03);
      long span = scene.minutes(360, 720, 0.9);
      int attempts = (int) Math.min(scene.mostEvents() - 8, span / dice.within(330_000, 600_000));
      gather(Math.min(dice.between(20, 40), attempts * 2 / 3));
      int addresses = Math.max(14, attempts / dice.between(2, 4));
      long over = spread(start, span, attempts, addresses);
      comeIn(over, scene.networks.fleet(scene.number(), 0));
      String id = "AS" + scene.networks.fleet(scene.number(), 0).asn() + ", " + client.userAgent();
      return List.of(
          new Culprit(ID, SubjectType.FINGERPRINT, id, "evasive: slow, addresses in turn" + end()));
    }

    private void gather(int count) {
      for (int i = 0; i < Math.max(9, count); i++) {
        accounts.add(dice.chance(unknownShare) ? Names.unknown(dice) : Names.dormant(dice));
      }
    }

    private long prelude() {
      long start = scene.begin() + scene.minutes(2, 20, 0.03);
      if (dice.chance(0.5)) {
        scene.regulars(line(), scene.begin(), start + scene.minutes(30, 300, 0.4));
      }
      return start;
    }

    /** Round after round, with a pause in which counters are reset. */
    private void run(int rounds, long shortestGap, long longestGap) {
      long now = prelude();
      long gap = dice.within(shortestGap, longestGap);
      for (int round = 0; round < rounds; round++) {
        long began = now;
        for (String account : accounts) {
          fail(now, account, line());
          now += dice.within(gap / 2, gap * 3 / 2);
        }
        now = Math.max(now, began + scene.minutes(35, 150, 0.9 / rounds));
      }
      comeIn(now, line());
    }

    /** One account after the other, and from the beginning again, at an even pace. */
    private long spread(long start, long span, int attempts, int addresses) {
      long now = start;
      for (int i = 0; i < attempts; i++) {
        Connection line =
            addresses == 1 ? line() : scene.networks.fleet(scene.number(), i % addresses);
        fail(now, accounts.get(i % accounts.size()), line);
        now += (long) ((double) span / attempts * (0.7 + 0.6 * dice.unit()));
      }
      return now;
    }

    private void fail(long at, String account, Connection line) {
      boolean exists = account.startsWith("u") && account.indexOf('.') < 0;
      FailureReason reason = exists ? FailureReason.BAD_CREDENTIAL : FailureReason.UNKNOWN_ACCOUNT;
      Caller caller = new Caller(account, client, line, null);
      scene.attack().failure(at, caller, LoginAction.LOGIN, reason);
    }

    /** In half of the attacks one of the passwords was right. */
    private void comeIn(long at, Connection line) {
      for (String account : accounts) {
        if (account.indexOf('.') < 0 && opened == null) {
          opened = account;
        }
      }
      if (opened == null || dice.chance(0.5)) {
        opened = null;
        return;
      }
      Caller caller = new Caller(opened, client, line, Names.session(dice));
      long in = at + scene.minutes(0, 20, 0.03);
      scene.attack().success(in, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    }

    private String end() {
      return opened == null ? "" : ", then a way in";
    }

    private Connection line() {
      return scene.networks.hosted(scene.number());
    }
  }
}
