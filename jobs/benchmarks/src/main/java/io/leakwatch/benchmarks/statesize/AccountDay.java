package io.leakwatch.benchmarks.statesize;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.schemas.LoginAction;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * An account's day: three visits, the last of them within the last hour and the one before it away
 * from home. A visit has two refreshed sessions, or a login, eight looks at profiles, three
 * messages and a suggestion; one account in fifty mistypes its password.
 */
final class AccountDay implements OrdinaryDay {

  private static final Duration[] VISITS = {
    Duration.ofHours(20), Duration.ofHours(9), Duration.ofMinutes(45)
  };
  private static final int AWAY = 1;
  private static final long LONGEST_DELAY_MS = Duration.ofMinutes(30).toMillis();
  private static final int LOOKS = 8;
  private static final int FRIENDS = 20;
  private static final int MISTYPES_ONE_IN = 50;
  private static final long MINUTE_MS = 60_000L;

  private final Instant now;
  private final Acts acts = new Acts();

  AccountDay(Instant now) {
    this.now = now;
  }

  @Override
  public void live(int number, Consumer<Activity> then) {
    SplittableRandom dice = new SplittableRandom(number);
    for (int visit = 0; visit < VISITS.length; visit++) {
      long at = now.minus(VISITS[visit]).toEpochMilli() + dice.nextLong(LONGEST_DELAY_MS);
      String address = visit == AWAY ? Acts.gateway(number) : Acts.home(number / 2);
      if (visit == 0 && number % MISTYPES_ONE_IN == 0) {
        then.accept(acts.mistypedPassword(at - 5_000, number, address));
      }
      LoginAction first = visit == 0 ? LoginAction.LOGIN : LoginAction.TOKEN_REFRESH;
      then.accept(acts.login(at, first, number, address, visit == AWAY));
      scroll(number, at, address, visit == AWAY, dice, then);
      write(number, at + 3 * MINUTE_MS, address, then);
      then.accept(
          acts.login(
              at + 9 * MINUTE_MS, LoginAction.TOKEN_REFRESH, number, address, visit == AWAY));
    }
  }

  private void scroll(
      int number,
      long at,
      String address,
      boolean away,
      SplittableRandom dice,
      Consumer<Activity> then) {
    for (int i = 1; i <= LOOKS; i++) {
      int friend = number + 1 + dice.nextInt(FRIENDS);
      then.accept(acts.look(at + i * 20_000L, number, friend, address, away));
    }
  }

  private void write(int number, long at, String address, Consumer<Activity> then) {
    String conversation = "c" + Acts.account(number);
    for (int i = 0; i < 3; i++) {
      then.accept(acts.message(at + i * MINUTE_MS, number, number + 1, conversation, address));
    }
    then.accept(acts.suggestion(at + 4 * MINUTE_MS, number, number + FRIENDS, address));
  }
}
