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
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Password resets that their owners did not ask for: of one account, until it is lost; of one
 * account again and again; of many accounts from one address.
 *
 * <p>Thieves come from a network near the victim, as those do who know that distances are watched.
 */
final class ResetTakeover implements Attack {

  private static final String ID = "reset-takeover";

  /** Far enough that no two attacks come upon the same victim. */
  private static final long APART = 43;

  /** The shortest span that holds an ordinary life, and then an attack. */
  private static final double DAY_AND_ATTACK_MINUTES = 32 * 60;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(44);
  }

  @Override
  public int events() {
    return 75;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    boolean hasRoom = scene.minutes(1e6, 1e6, 1) >= DAY_AND_ATTACK_MINUTES * 60_000;
    int kind = scene.turn() % 4;
    if (hasRoom && kind % 2 == 0) {
      return new Theft(scene).steps();
    }
    return kind == 1 ? List.of(flood(scene)) : List.of(again(scene));
  }

  /** Many accounts from one address; half of the names come from a list of somebody else's. */
  private static Culprit flood(Scene scene) {
    Dice dice = scene.dice;
    boolean loud = scene.isLoud();
    Connection line = scene.networks.hosted(scene.number());
    Client script = Client.anonymous(dice.pick(UserAgents.SCRIPTS));
    long now = scene.begin() + scene.minutes(5, 600, 0.3);
    scene.regulars(line, now - 240_000, now + 1_800_000);
    int accounts = loud ? dice.between(20, 48) : dice.between(24, 46);
    double gapMs = loud ? dice.spread(2_000, 50_000) : dice.spread(140_000, 420_000);
    gapMs = Math.min(gapMs, scene.minutes(1e6, 1e6, 0.6) / (double) accounts);
    for (int i = 0; i < accounts; i++) {
      boolean unknown = dice.chance(0.35);
      String account = unknown ? Names.unknown(dice) : Names.dormant(dice);
      String agent = loud ? script.userAgent() : dice.pick(UserAgents.BROWSERS);
      Caller caller = new Caller(account, Client.firstParty(null, agent), line, null);
      ask(scene, now, caller, unknown ? FailureReason.UNKNOWN_ACCOUNT : null);
      now += (long) (gapMs * (0.4 + 1.2 * dice.unit()));
    }
    String shape = loud ? "loud: resets in bulk" : "evasive: resets in bulk, a few an hour";
    return new Culprit(ID, SubjectType.ADDRESS, line.ip(), shape);
  }

  /** One account, again and again, until its owner clicks on something. */
  private static Culprit again(Scene scene) {
    Dice dice = scene.dice;
    boolean loud = scene.isLoud();
    String account = Names.dormant(dice);
    int requests = loud ? dice.between(12, 40) : dice.between(9, 24);
    double gapMs = loud ? dice.spread(5_000, 90_000) : dice.spread(150_000, 420_000);
    gapMs = Math.min(gapMs, scene.minutes(1e6, 1e6, 0.6) / (double) requests);
    long now = scene.begin() + scene.minutes(5, 600, 0.3);
    Caller caller = stranger(scene, account, scene.networks.hosted(scene.number()));
    for (int i = 0; i < requests; i++) {
      caller = loud ? caller : stranger(scene, account, scene.networks.stranger(dice));
      ask(scene, now, caller, null);
      now += (long) (gapMs * (0.4 + 1.2 * dice.unit()));
    }
    String shape = loud ? "loud: one account again and again" : "evasive: from changing addresses";
    return new Culprit(ID, SubjectType.ACCOUNT, account, shape);
  }

  private static Caller stranger(Scene scene, String account, Connection line) {
    String device = scene.dice.chance(0.4) ? Names.device(scene.dice) : null;
    String agent = scene.dice.pick(UserAgents.BROWSERS);
    return new Caller(account, Client.firstParty(device, agent), line, null);
  }

  /** Nobody is signed in who asks for a reset. */
  private static void ask(Scene scene, long at, Caller caller, FailureReason reason) {
    scene
        .attack()
        .login(
            at,
            caller,
            LoginAction.PASSWORD_RESET_REQUEST,
            reason,
            event -> event.setMethod(LoginMethod.UNKNOWN).setSessionId(null));
  }

  /** One account, step by step, after a day or more of its owner's ordinary life. */
  private static final class Theft {

    private final Scene scene;
    private final Dice dice;
    private final Account victim;
    private final String account;
    private final List<String> done = new ArrayList<>();
    private Caller thief;
    private long now;

    Theft(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.victim = scene.population.victim(scene.number() * APART);
      this.account = dice.chance(0.5) ? victim.id : Names.dormant(dice);
      this.thief = stranger(scene, account, line(0));
    }

    List<Culprit> steps() {
      ordinaryLife();
      now += scene.minutes(2, 120, 0.04);
      int requests = dice.chance(0.7) ? 1 : 2;
      for (int i = 0; i < requests; i++) {
        ask(scene, now, thief, null);
        pause(1, 4);
      }
      getIn();
      boolean locks = scene.turn() % 8 != 4;
      boolean exports = dice.chance(locks ? 0.4 : 1);
      if (locks) {
        lockOut();
      }
      if (exports) {
        pause(2, scene.isLoud() ? 15 : 70);
        export();
      }
      return culprits(locks && exports);
    }

    /** Twenty-six hours or so: the phone all day, the laptop at home; or a visit now and then. */
    private void ordinaryLife() {
      long from = scene.begin() + scene.minutes(0, 20, 0.01);
      long until = from + scene.minutes(25.5 * 60, 28 * 60, 0.86);
      int visits = scene.population.people().seldom() ? dice.between(2, 3) : dice.between(13, 17);
      Connection home = victim.home;
      for (int i = 0; i < visits; i++) {
        now = from + (until - from) * i / (visits - 1);
        boolean onLaptop = i % 4 == 1;
        Connection mobile = scene.networks.mobile(victim.city, victim.number, now);
        Connection line = onLaptop || i % 3 == 0 ? home : mobile;
        Client client = onLaptop ? victim.laptop : victim.phoneAt(now);
        Caller owner = new Caller(account, client, line, "s-" + account + (onLaptop ? "-l" : "-p"));
        LoginAction action = i < 2 ? LoginAction.LOGIN : LoginAction.TOKEN_REFRESH;
        LoginMethod method = i < 2 ? LoginMethod.PASSWORD : LoginMethod.TOKEN;
        scene.around().success(now, owner, action, method, false);
      }
    }

    private void getIn() {
      pause(scene.isLoud() ? 1 : 10, scene.isLoud() ? 20 : 200);
      moveOn(1);
      thief = new Caller(account, thief.client(), thief.from(), Names.session(dice));
      LoginMethod none = LoginMethod.UNKNOWN;
      if (dice.chance(0.8)) {
        scene.attack().success(now, thief, LoginAction.PASSWORD_CHANGE, none, false);
        now += dice.within(5_000, 90_000);
        done.add("a new password");
      }
      scene.attack().success(now, thief, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
      done.add("a login");
    }

    private void lockOut() {
      pause(scene.isLoud() ? 1 : 15, scene.isLoud() ? 15 : 120);
      moveOn(2);
      double u = dice.unit();
      LoginAction change =
          u < 0.55
              ? LoginAction.EMAIL_CHANGE
              : u < 0.85 ? LoginAction.PHONE_CHANGE : LoginAction.MFA_DISABLE;
      scene.attack().success(now, thief, change, LoginMethod.TOKEN, false);
      done.add("a changed recovery");
    }

    private void export() {
      scene.attack().call(now, thief, Route.ACCOUNT_EXPORT, account, 200, dice.between(200, 5_000));
      done.add("an export");
    }

    private List<Culprit> culprits(boolean whole) {
      String shape = (scene.isLoud() ? "loud: " : "evasive: ") + String.join(", ", done);
      Culprit own = new Culprit(ID, SubjectType.ACCOUNT, account, shape);
      return whole
          ? List.of(own, new Culprit("account-takeover", SubjectType.ACCOUNT, account, shape))
          : List.of(own);
    }

    /** The careful ones take another way out for each step. */
    private void moveOn(int step) {
      if (!scene.isLoud() && dice.chance(0.6)) {
        thief = thief.at(line(step));
      }
    }

    /** A rented server, or somebody's home, in the victim's city; never the victim's operator. */
    private Connection line(int step) {
      if (scene.isLoud() || dice.chance(0.4)) {
        return scene.networks.hostedIn(scene.number(), victim.city, dice.between(5, 60));
      }
      int household = 0x280000 + (scene.number() * 4 + step) * 2 + (victim.household + 1) % 2;
      return scene.networks.home(victim.city, household, Networks.geo(victim.city, 30));
    }

    private void pause(double lowMinutes, double highMinutes) {
      now += scene.minutes(lowMinutes, highMinutes, 0.03);
    }
  }
}
