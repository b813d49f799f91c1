package io.leakwatch.traffic.attacks;

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
import java.util.List;

/**
 * A session's cookie or token was stolen and is used from another machine, while its owner goes on
 * using it: at once and often, or now and then, by a browser that looks like the owner's.
 */
final class SessionHijack implements Attack {

  private static final String ID = "session-hijack";

  /** Far enough that no two attacks come upon the same victim. */
  private static final long APART = 47;

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
    return 90;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    Copy copy = new Copy(scene);
    String shape = scene.isLoud() ? copy.loud() : copy.evasive();
    return List.of(new Culprit(ID, SubjectType.SESSION, copy.owner.session(), shape));
  }

  /** A session and its copy. */
  private static final class Copy {

    final Caller owner;
    private final Scene scene;
    private final Dice dice;
    private final Account victim;
    private final boolean forged;
    private Caller thief;

    Copy(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.victim = scene.population.victim(scene.number() * APART);
      String account = dice.chance(0.5) ? victim.id : Names.dormant(dice);
      Client client = dice.chance(0.7) ? victim.laptop : victim.phoneAt(scene.begin());
      this.owner = new Caller(account, client, victim.home, Names.session(dice));
      this.forged = !scene.isLoud() && scene.turn() % 2 == 0;
      this.thief = new Caller(account, thievesClient(), line(), owner.session());
    }

    /** One that sends the owner's user agent has a device of its own all the same. */
    private Client thievesClient() {
      if (forged) {
        return Client.firstParty(Names.device(dice), owner.client().userAgent());
      }
      String agent = dice.pick(scene.isLoud() ? UserAgents.SCRIPTS : UserAgents.BROWSERS);
      while (agent.equals(owner.client().userAgent())) {
        agent = dice.pick(UserAgents.BROWSERS);
      }
      String device = dice.chance(0.5) ? Names.device(dice) : null;
      return Client.firstParty(device, agent);
    }

    private Connection line() {
      if (scene.isLoud() && dice.chance(0.5)) {
        return scene.networks.hosted(scene.number());
      }
      if (scene.isLoud() || dice.chance(0.4)) {
        return scene.networks.hostedIn(scene.number(), victim.city, dice.between(5, 60));
      }
      int household = 0x290000 + scene.number() * 2 + (victim.household + 1) % 2;
      return scene.networks.home(victim.city, household, Networks.geo(victim.city, 30));
    }

    String loud() {
      long theft = signIn() + scene.minutes(10, 60, 0.15);
      long end = theft + scene.minutes(25, 100, 0.5);
      ownerGoesOn(theft, end, dice.between(4, 9));
      long now = theft;
      while (now < end && scene.events() < scene.mostEvents() - 6) {
        int calls = dice.between(1, 5);
        for (int i = 0; i < calls; i++) {
          take(now + i * dice.within(400, 4_000), i == 0 && dice.chance(0.2));
        }
        now += dice.within(60_000, 900_000);
      }
      return "loud: another client";
    }

    String evasive() {
      long theft = signIn() + scene.minutes(20, 90, 0.15);
      long end = theft + scene.minutes(120, 300, 0.7);
      int uses = dice.between(5, 11);
      for (int i = 0; i < uses; i++) {
        boolean refreshes = forged || dice.chance(0.3);
        int calls = dice.between(refreshes ? 0 : 1, 2);
        long now = theft + (long) ((end - theft) * (i + dice.unit() * 0.8) / uses);
        if (refreshes) {
          refresh(now);
        }
        for (int call = 0; call < calls; call++) {
          take(now + 2_000 + call * dice.within(3_000, 60_000), false);
        }
      }
      ownerGoesOn(theft, end, dice.between(5, 9));
      return forged ? "evasive: the owner's user agent" : "evasive: a few calls an hour";
    }

    private long signIn() {
      long start = scene.begin() + scene.minutes(1, 30, 0.05);
      scene.around().success(start, owner, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
      return start;
    }

    private void refresh(long at) {
      scene.attack().success(at, thief, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
    }

    private void take(long at, boolean first) {
      double u = dice.unit();
      if (first || u < 0.3) {
        scene.attack().call(at, thief, Route.OWN_PROFILE, thief.account(), 200, 1);
      } else if (u < 0.6) {
        scene.attack().call(at, thief, Route.CONTACTS, thief.account(), 200, victim.contacts);
      } else {
        scene.attack().call(at, thief, Route.DM_METADATA, null, 200, dice.between(5, 50));
      }
    }

    /**
     * The owner has noticed nothing: a page now and then, some on the way to work. Where people
     * come seldom a token holds for weeks.
     */
    private void ownerGoesOn(long from, long end, int visits) {
      for (int i = 0; i < visits; i++) {
        long now = from + (long) ((end - from) * (i + 0.2 + 0.7 * dice.unit()) / (visits - 0.8));
        boolean out = dice.chance(0.2);
        Connection mobile = scene.networks.mobile(victim.city, victim.number, now);
        Caller caller = out ? owner.at(mobile) : owner;
        boolean seldom = scene.population.people().seldom();
        if (dice.chance(seldom ? 0 : 0.6)) {
          scene.around().success(now, caller, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
        }
        String friend = Names.dormant(dice);
        if (seldom) {
          scene.around().call(now + 1_700, caller, Route.HOME, null, 200, 30);
        } else {
          scene.around().call(now + 1_700, caller, Route.PROFILE, friend, 200, 1);
        }
      }
    }
  }
}
