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
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * A leaked list is tried from many addresses, few attempts from each: from servers of one operator
 * with one program, from infected devices with an ordinary browser, or from anywhere with anything.
 *
 * <p>The accounts that give way do nothing else in the simulation.
 */
final class DistributedStuffing implements Attack {

  private static final String ID = "distributed-stuffing";
  private static final double MINUTE_MS = 60_000;
  private static final double SECOND_TRY = 0.15;

  /** Attempts of one address an hour: the botnet that is on record made up to eleven. */
  private static final int MOST_AN_HOUR = 10;

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
    return 480;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Wave(scene).run());
  }

  private enum Source {
    SERVERS,
    INFECTED_OF_ONE_OPERATOR,
    ANYWHERE
  }

  /** One attack. */
  private static final class Wave {

    private final Scene scene;
    private final Dice dice;
    private final Source source;
    private final int addresses;
    private final int operator;
    private final Client client;
    private final double successes;
    private final double unknownShare;
    private int turn;

    Wave(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      boolean anywhere = scene.isOneOfFew(16, 26);
      this.source =
          anywhere
              ? Source.ANYWHERE
              : scene.isLoud() ? Source.SERVERS : Source.INFECTED_OF_ONE_OPERATOR;
      this.addresses = addresses();
      this.operator = scene.number() % Networks.homeOperators();
      this.client = client();
      this.successes = 0.02 * dice.unit();
      this.unknownShare = 0.35 + 0.4 * dice.unit();
    }

    private int addresses() {
      return switch (source) {
        case SERVERS -> dice.between(40, 150);
        case INFECTED_OF_ONE_OPERATOR -> dice.between(30, 110);
        case ANYWHERE -> dice.between(120, 220);
      };
    }

    private Client client() {
      int round = scene.number() / Networks.homeOperators();
      if (source == Source.SERVERS) {
        String script = dice.pick(UserAgents.SCRIPTS);
        return Client.anonymous(dice.chance(0.4) ? null : script);
      }
      return Client.anonymous(UserAgents.BROWSERS.get(round % UserAgents.BROWSERS.size()));
    }

    Culprit run() {
      double hourly = Math.min(hourly(), (double) addresses * MOST_AN_HOUR);
      int attempts = (int) Math.min(scene.mostEvents() - 6, hourly * hours());
      double gap = 60 * MINUTE_MS / hourly;
      long now = scene.begin() + scene.minutes(2, 20, 0.05);
      int tried = 0;
      while (tried < attempts) {
        if (dice.chance(successes)) {
          succeed(now);
          tried++;
        } else {
          tried += tryAccount(now, gap);
        }
        now += 1 + (long) (gap * (0.3 + 1.4 * dice.unit()));
      }
      boolean returns = source != Source.ANYWHERE && dice.chance(0.5);
      if (returns) {
        succeed(now + scene.minutes(1, 45, 0.05));
      }
      return culprit(returns);
    }

    /** Attempts of all addresses together; at least so many that an hour has something to show. */
    private double hourly() {
      return switch (source) {
        case SERVERS -> dice.spread(150, 700);
        case INFECTED_OF_ONE_OPERATOR -> dice.spread(45, 130);
        case ANYWHERE -> dice.spread(380, 700);
      };
    }

    private double hours() {
      double drawn = source == Source.INFECTED_OF_ONE_OPERATOR ? 2 + 5 * dice.unit() : 3;
      return scene.minutes(drawn * 60, drawn * 60, 0.85) / (60 * MINUTE_MS);
    }

    private int tryAccount(long at, double gap) {
      boolean unknown = dice.chance(unknownShare);
      String name =
          unknown
              ? Names.unknown(dice)
              : dice.chance(0.3)
                  ? scene.population.get(dice.below(scene.population.size())).id
                  : Names.dormant(dice);
      FailureReason reason = unknown ? FailureReason.UNKNOWN_ACCOUNT : FailureReason.BAD_CREDENTIAL;
      int times = dice.chance(SECOND_TRY) ? 2 : 1;
      for (int i = 0; i < times; i++) {
        Caller caller = new Caller(name, program(), line(), null);
        scene.attack().failure(at + (long) (i * gap / 3), caller, LoginAction.LOGIN, reason);
      }
      return times;
    }

    private void succeed(long at) {
      Caller caller = new Caller(Names.dormant(dice), program(), line(), Names.session(dice));
      scene.attack().success(at, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    }

    private Client program() {
      if (source != Source.ANYWHERE) {
        return client;
      }
      if (dice.chance(0.2)) {
        return Client.anonymous(null);
      }
      return Client.anonymous(
          dice.pick(dice.chance(0.5) ? UserAgents.BROWSERS : UserAgents.PHONES));
    }

    /** In turn, so that none of them stands out. */
    private Connection line() {
      int one = turn++ % addresses;
      return switch (source) {
        case SERVERS -> scene.networks.fleet(scene.number(), one);
        case INFECTED_OF_ONE_OPERATOR ->
            scene.networks.infected(operator, scene.turn() * 256 % 0x10000 + one);
        case ANYWHERE -> scene.networks.infected(one * 7 % Networks.homeOperators(), 0x10000 + one);
      };
    }

    private Culprit culprit(boolean returns) {
      String loudness = scene.isLoud() ? "loud" : "evasive";
      String end = returns ? ", then a way in" : "";
      if (source == Source.ANYWHERE) {
        String shape = loudness + ": from anywhere, nothing shared";
        return new Culprit(ID, SubjectType.SERVICE, "logins", shape);
      }
      String agent = client.userAgent() == null ? "no user agent" : client.userAgent();
      String shape =
          source == Source.SERVERS ? ": servers of one operator" : ": homes of one operator, slow";
      return new Culprit(
          ID, SubjectType.FINGERPRINT, "AS" + line().asn() + ", " + agent, loudness + shape + end);
    }
  }
}
