package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Dice;
import java.time.Duration;
import java.util.List;

/** Somebody gets in, locks the owner out, and takes what there is. */
final class AccountTakeover implements Attack {

  private static final String ID = "account-takeover";
  private static final List<LoginAction> LOCKS =
      List.of(LoginAction.EMAIL_CHANGE, LoginAction.PHONE_CHANGE, LoginAction.MFA_DISABLE);

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(32);
  }

  @Override
  public int events() {
    return 60;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    WayIn wayIn = WayIn.of(scene);
    Caller thief = wayIn.thief();
    long locked = lock(scene, thief, wayIn.at());
    take(scene, thief, locked);
    String shape = (scene.isLoud() ? "loud, " : "evasive, ") + wayIn.detectorId();
    return List.of(
        new Culprit(ID, SubjectType.ACCOUNT, thief.account(), shape),
        new Culprit(wayIn.detectorId(), SubjectType.ACCOUNT, thief.account(), shape));
  }

  /** Within minutes, or when the owner sleeps; returns the time of the last change. */
  private static long lock(Scene scene, Caller thief, long in) {
    Dice dice = scene.dice;
    long now = in + (scene.isLoud() ? scene.minutes(1, 40, 0.05) : scene.minutes(30, 500, 0.25));
    if (dice.chance(0.4)) {
      change(scene, thief, LoginAction.PASSWORD_CHANGE, now);
      now += dice.within(20_000, 200_000);
    }
    int steps = dice.between(1, 2);
    int first = dice.below(LOCKS.size());
    for (int i = 0; i < steps; i++) {
      now += dice.within(20_000, 300_000);
      change(scene, thief, LOCKS.get((first + i) % LOCKS.size()), now);
    }
    return now;
  }

  private static void change(Scene scene, Caller thief, LoginAction action, long at) {
    scene.attack().success(at, thief, action, LoginMethod.TOKEN, false);
  }

  private static void take(Scene scene, Caller thief, long locked) {
    if (scene.isLoud() && scene.dice.chance(0.7)) {
      long at = locked + scene.minutes(1, 30, 0.05);
      int records = (int) scene.dice.spread(300, 6_000);
      scene.attack().call(at, thief, Route.ACCOUNT_EXPORT, thief.account(), 200, records);
    } else {
      read(scene, thief, locked + scene.minutes(1, 60, 0.05));
    }
  }

  /** Conversations, one after the other, as somebody reads who looks for something. */
  private static void read(Scene scene, Caller thief, long from) {
    Dice dice = scene.dice;
    long now = from;
    int conversations = dice.between(8, 30);
    long gap = scene.isLoud() ? 30_000 : scene.minutes(5, 20, 0.25 / conversations);
    for (int i = 0; i < conversations; i++) {
      String target = "c" + dice.below(1_000_000);
      scene.attack().call(now, thief, Route.DM_METADATA, target, 200, dice.between(5, 60));
      now += dice.within(gap / 2, gap * 3 / 2 + 1);
    }
  }
}
