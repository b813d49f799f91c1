package io.leakwatch.traffic.stage;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Account.Habit;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Outage;
import io.leakwatch.traffic.world.Population;

/** How members get in and out: live sessions, passwords, typos, second factors, resets. */
public final class SignIns {

  /** How many of those who come seldom have a token that still holds, and renew none. */
  private static final double TOKEN_HOLDS_IF_SELDOM = 0.7;

  private final Outage outage;
  private final boolean seldom;
  private final Dice dice;
  private long ready;

  public SignIns(Population population, Dice dice) {
    this.outage = population.outage();
    this.seldom = population.people().seldom();
    this.dice = dice;
  }

  /** When the latest sign-in was through, epoch milliseconds. */
  public long ready() {
    return ready;
  }

  public Caller signIn(Account account, long at, Connection line, boolean onPhone, Stage stage) {
    Client client = onPhone ? account.phoneAt(at) : account.laptop;
    String session = onPhone ? account.phoneSession : account.laptopSession;
    boolean live = session != null && (!onPhone || client.equals(account.phoneSignedIn));
    if (live && dice.chance(onPhone ? 0.85 : 0.65)) {
      Caller caller = new Caller(account.id, client, line, session);
      if (!(seldom && dice.chance(TOKEN_HOLDS_IF_SELDOM))) {
        stage.success(at, caller, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
      }
      ready = at;
      return caller;
    }
    Caller caller = new Caller(account.id, client, line, Names.session(dice));
    remember(account, onPhone, caller);
    password(account, caller, at, stage);
    return caller;
  }

  private static void remember(Account account, boolean onPhone, Caller caller) {
    if (onPhone) {
      account.phoneSession = caller.session();
      account.phoneSignedIn = caller.client();
    } else {
      account.laptopSession = caller.session();
    }
  }

  private void password(Account account, Caller caller, long at, Stage stage) {
    long now = at;
    double luck = dice.unit();
    if (outage.hits(account, at)) {
      // The right password is refused; most try again, and come back when it works again.
      typos(caller, now, dice.between(1, 3), stage);
      now = outage.until() + dice.within(60_000, 3_600_000);
    } else if (luck < 0.012) {
      now = forgotten(caller, now, stage);
    } else if (luck < 0.07) {
      now = typos(caller, now, dice.between(1, 2), stage);
    }
    boolean secondFactor = account.secondFactor && dice.chance(0.5);
    if (secondFactor) {
      now = challenge(caller, now, stage);
    }
    stage.success(now, caller, LoginAction.LOGIN, method(account), secondFactor);
    ready = now;
  }

  private LoginMethod method(Account account) {
    if (account.habit == Habit.STUDENT || account.habit == Habit.COMPANY_VPN) {
      return dice.chance(0.5) ? LoginMethod.SSO : LoginMethod.PASSWORD;
    }
    double u = dice.unit();
    if (u < 0.15) {
      return LoginMethod.PASSKEY;
    }
    return u < 0.25 ? LoginMethod.OAUTH : LoginMethod.PASSWORD;
  }

  private long typos(Caller caller, long at, int count, Stage stage) {
    long now = at;
    for (int i = 0; i < count; i++) {
      stage.failure(now, caller, LoginAction.LOGIN, FailureReason.BAD_CREDENTIAL);
      now += dice.within(4_000, 25_000);
    }
    return now;
  }

  private long forgotten(Caller caller, long at, Stage stage) {
    long now = typos(caller, at, dice.between(3, 6), stage);
    if (dice.chance(0.2)) {
      stage.failure(now, caller, LoginAction.LOGIN, FailureReason.LOCKED);
    }
    now += dice.within(10_000, 40_000);
    stage.success(now, caller, LoginAction.PASSWORD_RESET_REQUEST, LoginMethod.UNKNOWN, false);
    now += dice.within(40_000, 240_000);
    stage.success(now, caller, LoginAction.PASSWORD_CHANGE, LoginMethod.UNKNOWN, false);
    return now + dice.within(5_000, 20_000);
  }

  private long challenge(Caller caller, long at, Stage stage) {
    long now = at;
    if (dice.chance(0.04)) {
      FailureReason reason =
          dice.chance(0.7) ? FailureReason.MFA_TIMEOUT : FailureReason.MFA_DENIED;
      stage.failure(now, caller, LoginAction.MFA_CHALLENGE, reason);
      now += dice.within(30_000, 90_000);
    }
    stage.success(now, caller, LoginAction.MFA_CHALLENGE, LoginMethod.UNKNOWN, false);
    return now + dice.within(4_000, 20_000);
  }

  /**
   * Ends a visit, now and then after a look at the settings.
   *
   * @return when it was over, epoch milliseconds
   */
  public long leave(Account account, Caller caller, long at, boolean onPhone, Stage stage) {
    long now = at;
    if (dice.chance(0.003)) {
      now += dice.within(10_000, 60_000);
      stage.success(now, caller, setting(), LoginMethod.TOKEN, account.secondFactor);
    }
    if (!onPhone && dice.chance(0.25)) {
      now += dice.within(1_000, 5_000);
      stage.success(now, caller, LoginAction.LOGOUT, LoginMethod.TOKEN, false);
      account.laptopSession = null;
    }
    return now;
  }

  private LoginAction setting() {
    double u = dice.unit();
    if (u < 0.4) {
      return LoginAction.PASSWORD_CHANGE;
    }
    if (u < 0.65) {
      return LoginAction.EMAIL_CHANGE;
    }
    return u < 0.9 ? LoginAction.PHONE_CHANGE : LoginAction.MFA_DISABLE;
  }
}
