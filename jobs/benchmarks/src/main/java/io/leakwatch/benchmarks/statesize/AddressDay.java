package io.leakwatch.benchmarks.statesize;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.schemas.LoginAction;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A home line's day: two accounts come in over it, morning and evening; from one line in
 * twenty-five somebody mistypes a password.
 */
final class AddressDay implements OrdinaryDay {

  private static final Duration[] VISITS = {Duration.ofHours(20), Duration.ofMinutes(45)};
  private static final int HOUSEHOLD = 2;
  private static final long LONGEST_DELAY_MS = Duration.ofMinutes(10).toMillis();
  private static final int MISTYPES_ONE_IN = 25;

  private final Instant now;
  private final Acts acts = new Acts();

  AddressDay(Instant now) {
    this.now = now;
  }

  @Override
  public void live(int number, Consumer<Activity> then) {
    SplittableRandom dice = new SplittableRandom(number);
    String address = Acts.home(number);
    for (Duration visit : VISITS) {
      long at = now.minus(visit).toEpochMilli();
      for (int i = 0; i < HOUSEHOLD; i++) {
        at += dice.nextLong(LONGEST_DELAY_MS);
        int account = number * HOUSEHOLD + i;
        if (i == 0 && number % MISTYPES_ONE_IN == 0) {
          then.accept(acts.mistypedPassword(at - 5_000, account, address));
        }
        then.accept(acts.login(at, LoginAction.TOKEN_REFRESH, account, address, false));
      }
    }
  }
}
