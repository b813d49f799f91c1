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
import io.leakwatch.traffic.world.Ipv6;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * Passwords from somebody else's leak, tried on many accounts from one address or /64 network.
 *
 * <p>The accounts that give way do nothing else in the simulation: one signed in at home would be
 * an impossible traveller as well, without a label that says so.
 */
final class CredentialStuffing implements Attack {

  private static final String ID = "credential-stuffing";
  private static final double SECOND_TRY = 0.25;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(390);
  }

  @Override
  public int events() {
    return 550;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    Spree spree = new Spree(scene);
    return List.of(scene.isLoud() ? spree.loud() : spree.evasive());
  }

  /** One attack. */
  private static final class Spree {

    private final Scene scene;
    private final Dice dice;
    private final boolean ipv6;
    private final Client script;
    private final double unknownShare;
    private String lastFailed;

    Spree(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.ipv6 = dice.chance(scene.isLoud() ? 0.2 : 0.45);
      this.script = Client.anonymous(dice.pick(UserAgents.SCRIPTS));
      this.unknownShare = 0.4 + 0.35 * dice.unit();
    }

    Culprit loud() {
      int accounts = dice.between(60, 400);
      double successes = 0.005 + 0.015 * dice.unit();
      double gapMs = dice.spread(200, 15_000);
      long start = prelude();
      long now = start;
      int room = scene.mostEvents() - 12;
      for (int i = 0; i < accounts && i < room / (1 + SECOND_TRY); i++) {
        now = tryAccount(now, successes, (long) (gapMs / 2), (long) (gapMs * 1.5), false);
      }
      return culprit(now, "loud");
    }

    Culprit evasive() {
      long start = prelude();
      long until = start + scene.minutes(60, 180, 0.45);
      long now = start;
      while (now < until) {
        now = tryAccount(now, 0.03, 20_000, 75_000, true);
      }
      return culprit(now, "evasive: slow, changing user agents");
    }

    private long prelude() {
      long start = scene.begin() + scene.minutes(2, 15, 0.05);
      scene.regulars(line(), scene.begin(), start + scene.minutes(10, 60, 0.3));
      return start;
    }

    private long tryAccount(
        long at, double successes, long shortestGap, long longestGap, boolean disguised) {
      if (dice.chance(successes)) {
        succeed(at, Names.dormant(dice), disguised);
        return at + dice.within(shortestGap, longestGap);
      }
      boolean unknown = dice.chance(unknownShare);
      String name = unknown ? Names.unknown(dice) : existing();
      FailureReason reason = unknown ? FailureReason.UNKNOWN_ACCOUNT : FailureReason.BAD_CREDENTIAL;
      int attempts = dice.chance(SECOND_TRY) ? 2 : 1;
      long now = at;
      for (int i = 0; i < attempts; i++) {
        Caller caller = new Caller(name, client(disguised), line(), null);
        scene.attack().failure(now, caller, LoginAction.LOGIN, reason);
        now += dice.within(shortestGap, longestGap);
      }
      return now;
    }

    private String existing() {
      if (dice.chance(0.3)) {
        return scene.population.get(dice.below(scene.population.size())).id;
      }
      lastFailed = Names.dormant(dice);
      return lastFailed;
    }

    private void succeed(long at, String account, boolean disguised) {
      Caller caller = new Caller(account, client(disguised), line(), Names.session(dice));
      scene.attack().success(at, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    }

    /** Half of the attackers come back for what they found. */
    private Culprit culprit(long over, String shape) {
      boolean returns = scene.turn() % 2 == 0;
      if (returns) {
        boolean failedBefore = lastFailed != null && dice.chance(0.5);
        String account = failedBefore ? lastFailed : Names.dormant(dice);
        long at = over + scene.minutes(5, 170, 0.3);
        succeed(at, account, true);
      }
      String id = ipv6 ? Ipv6.network(Networks.hostedNetwork(scene.number())) : line().ip();
      String network = ipv6 ? ", IPv6 addresses in turn" : "";
      String end = returns ? ", then a way in" : "";
      return new Culprit(ID, SubjectType.ADDRESS, id, shape + network + end);
    }

    private Connection line() {
      return ipv6
          ? scene.networks.hostedV6(scene.number(), dice.bits())
          : scene.networks.hosted(scene.number());
    }

    private Client client(boolean disguised) {
      if (!disguised) {
        return script;
      }
      boolean phone = dice.chance(0.4);
      String agent = dice.pick(phone ? UserAgents.PHONES : UserAgents.BROWSERS);
      return Client.firstParty(dice.chance(0.5) ? Names.device(dice) : null, agent);
    }
  }
}
