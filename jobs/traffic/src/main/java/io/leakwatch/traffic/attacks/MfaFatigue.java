package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * Somebody has a password and asks for the second factor until the owner gives in: in a burst, or a
 * few times an hour through a night. The attacker stays away from the recovery, so that the account
 * is not taken over as well, without a label that says so.
 */
final class MfaFatigue implements Attack {

  private static final String ID = "mfa-fatigue";

  /** Far enough that no two attacks come upon the same victim. */
  private static final long APART = 41;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(11);
  }

  @Override
  public int events() {
    return 40;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    Siege siege = new Siege(scene);
    String shape = scene.isLoud() ? siege.burst() : siege.night();
    return List.of(new Culprit(ID, SubjectType.ACCOUNT, siege.account, shape));
  }

  /** One attack. */
  private static final class Siege {

    final String account;
    private final Scene scene;
    private final Dice dice;
    private final Account victim;
    private final boolean givesIn;
    private final double refusals;

    Siege(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.victim = scene.population.victim(scene.number() * APART);
      this.account = dice.chance(0.4) ? victim.id : Names.dormant(dice);
      this.givesIn = scene.turn() % 2 == 0;
      // Some look at every challenge, some have the phone in another room.
      this.refusals = dice.chance(0.3) ? 0.1 * dice.unit() : 0.3 + 0.6 * dice.unit();
    }

    String burst() {
      Caller thief = thief(hosting());
      long now = scene.begin() + scene.minutes(1, 60, 0.2);
      int challenges = dice.between(10, 26);
      double gapMs = dice.spread(8_000, 55_000);
      for (int i = 0; i < challenges; i++) {
        now = ask(now, thief) + (long) (gapMs * (0.4 + 1.2 * dice.unit()));
      }
      return "loud: " + challenges + " challenges" + end(now, thief);
    }

    String night() {
      long now = scene.begin() + scene.minutes(1, 40, 0.05);
      double anHour = 2.6 + 2.6 * dice.unit();
      double hours = 5.5 + 3.5 * dice.unit();
      int challenges = (int) Math.round(anHour * hours);
      double gapMs = scene.minutes(hours * 60, hours * 60, 0.85) / (double) challenges;
      boolean changing = dice.chance(0.7);
      Caller thief = thief(hosting());
      for (int i = 0; i < challenges; i++) {
        thief = changing ? thief(scene.networks.stranger(dice)) : thief;
        now = ask(now, thief) + (long) (gapMs * (0.5 + dice.unit()));
      }
      String from = changing ? " from changing addresses" : "";
      return "evasive: " + challenges + " challenges in a night" + from + end(now, thief);
    }

    private long ask(long at, Caller thief) {
      boolean refused = dice.chance(refusals);
      // A challenge that nobody answers runs out; a refusal is known at once.
      long answered = at + (refused ? dice.within(3_000, 20_000) : 60_000);
      FailureReason reason = refused ? FailureReason.MFA_DENIED : FailureReason.MFA_TIMEOUT;
      scene.attack().failure(answered, thief, LoginAction.MFA_CHALLENGE, reason);
      return answered;
    }

    private String end(long at, Caller thief) {
      if (!givesIn) {
        return "";
      }
      Caller in = new Caller(account, thief.client(), thief.from(), Names.session(dice));
      long now = at + dice.within(4_000, 25_000);
      scene.attack().success(now, in, LoginAction.MFA_CHALLENGE, LoginMethod.UNKNOWN, false);
      now += dice.within(1_000, 5_000);
      scene.attack().success(now, in, LoginAction.LOGIN, LoginMethod.PASSWORD, true);
      scene.attack().call(now + 1_500, in, Route.OWN_PROFILE, account, 200, 1);
      return ", then one approved";
    }

    private Caller thief(Connection line) {
      boolean phone = dice.chance(0.2);
      String agent = dice.pick(phone ? UserAgents.PHONES : UserAgents.BROWSERS);
      String device = dice.chance(0.5) ? Names.device(dice) : null;
      return new Caller(account, Client.firstParty(device, agent), line, null);
    }

    private Connection hosting() {
      return scene.networks.hostedIn(scene.number(), victim.city, dice.between(5, 60));
    }
  }
}
