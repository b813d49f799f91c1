package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Conversations;
import io.leakwatch.traffic.stage.Pages;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.SignIns;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Account.Habit;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Cities;
import io.leakwatch.traffic.world.City;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import java.time.Instant;

/** Members use the platform: sign in, scroll, write to friends, go away. */
public final class MemberVisits implements Actor {

  private static final int TRIES = 80;
  private static final long DAY_MS = 86_400_000;
  private static final double IN_FLIGHT_WIFI = 0.15;

  /** How many of the times that an account is seen nobody looks at it. */
  private static final double IN_BACKGROUND = 0.45;

  private static final double IN_BACKGROUND_IF_SELDOM = 0.08;

  private final Population population;
  private final Networks networks;
  private final Dice dice;
  private final SignIns signIns;
  private final Pages pages;
  private final Conversations conversations;

  public MemberVisits(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
    this.signIns = new SignIns(population, dice);
    this.pages = new Pages(population, dice);
    this.conversations = new Conversations(population, dice);
  }

  @Override
  public void act(long at, Stage stage) {
    Account account = someoneAwake(at);
    if (dice.chance(population.people().seldom() ? IN_BACKGROUND_IF_SELDOM : IN_BACKGROUND)) {
      wakeUp(account, at, stage);
    } else {
      visit(account, at, stage, dice.chance(account.habit == Habit.STUDENT ? 0.5 : 0.65));
    }
  }

  /** A visit at a time that the story asks for, such as after landing. */
  public void visit(Account account, long at, Stage stage) {
    visit(account, at, stage, true);
  }

  private Account someoneAwake(long at) {
    Account account = population.get(dice.below(population.size()));
    for (int i = 0; i < TRIES; i++) {
      City city = Cities.ALL.get(account.cityAt(at));
      boolean free =
          account.busyUntil <= at
              && !(account.isAirborne(at) && !dice.chance(IN_FLIGHT_WIFI))
              && dice.unit() < account.activity * population.people().rhythm().of(city, at);
      if (free) {
        return account;
      }
      account = population.get(dice.below(population.size()));
    }
    return account;
  }

  /** The phone's app renews its token in the background and looks for news. */
  private void wakeUp(Account account, long at, Stage stage) {
    if (account.phoneSession == null || !account.phoneAt(at).equals(account.phoneSignedIn)) {
      visit(account, at, stage, true);
      return;
    }
    Caller caller =
        new Caller(account.id, account.phoneSignedIn, phoneLine(account, at), account.phoneSession);
    stage.success(at, caller, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
    if (dice.chance(0.5)) {
      stage.call(at + 250, caller, Route.HOME, null, 200, dice.between(1, 40));
    }
  }

  private void visit(Account account, long at, Stage stage, boolean onPhone) {
    Connection line = onPhone ? phoneLine(account, at) : laptopLine(account, at);
    Caller caller = signIns.signIn(account, at, line, onPhone, stage);
    Caller detour = detour(account, caller, at);
    long now = signIns.ready() + dice.within(400, 1_500);
    int scenes = dice.between(1, 4);
    for (int i = 0; i < scenes; i++) {
      Caller current = i % 2 == 1 ? detour : caller;
      now = dice.chance(0.6) ? pages.load(account, current, now, stage) : now;
      if (dice.chance(0.7)) {
        now = conversations.chat(account, current, now, stage);
      }
      now += dice.within(5_000, 70_000);
      if (dice.chance(0.001)) {
        archive(current, now, stage);
      }
      if (dice.chance(population.people().seldom() ? 0.1 : 0.7)) {
        stage.success(now, current, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
      }
    }
    account.busyUntil = signIns.leave(account, caller, now, onPhone, stage) + 30_000;
  }

  /** Somebody downloads all that the platform holds about them, years of it. */
  private void archive(Caller caller, long at, Stage stage) {
    Instant oldest = Instant.ofEpochMilli(at - dice.within(30 * DAY_MS, 3_000 * DAY_MS));
    int records = (int) dice.spread(300, 30_000);
    stage.call(
        at,
        caller,
        Route.ACCOUNT_EXPORT,
        caller.account(),
        200,
        records,
        call -> call.setOldestRecordAt(oldest));
  }

  /** Some switch their VPN on and off, or leave the house, in the middle of a visit. */
  private Caller detour(Account account, Caller caller, long at) {
    if (account.habit == Habit.COMPANY_VPN && dice.chance(0.3)) {
      return caller.at(caller.from().equals(account.other) ? account.home : account.other);
    }
    boolean leaves = account.flight == null && dice.chance(0.06);
    return leaves ? caller.at(networks.mobile(account.city, account.number, at)) : caller;
  }

  private Connection phoneLine(Account account, long at) {
    if (account.isAirborne(at)) {
      return networks.inFlight(account.number);
    }
    if (account.habit == Habit.MOBILE_ONLY) {
      return networks.mobile(account.city, account.number, at);
    }
    // Roaming data leaves through the carrier at home, however far away that is.
    boolean mobile = dice.chance(account.flight == null ? 0.4 : 0.2);
    return mobile ? networks.mobile(account.city, account.number, at) : fixedLine(account, at);
  }

  private Connection laptopLine(Account account, long at) {
    return account.isAirborne(at) ? networks.inFlight(account.number) : fixedLine(account, at);
  }

  private Connection fixedLine(Account account, long at) {
    if (account.flight != null && at >= account.flight.takeOff()) {
      int city = account.flight.city();
      return networks.home(city, 0x200000 + account.number, Networks.geo(city, 25));
    }
    return switch (account.habit) {
      case RELAY -> dice.chance(0.6) ? networks.relay(account.city, dice) : account.home;
      case STUDENT -> atSchool(account, at) ? account.other : account.home;
      default -> dice.chance(0.4) ? account.other : account.home;
    };
  }

  private boolean atSchool(Account account, long at) {
    int hour = Cities.ALL.get(account.city).hourAt(at);
    return dice.chance(hour >= 8 && hour < 18 ? 0.8 : 0.15);
  }
}
