package io.leakwatch.benchmarks.grounds;

import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.SimulationPlan;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Plain innocent events over a given number of keys, made up cheaply: 60 % API calls, 25 % messages
 * and their like, 15 % logins. Beside the accounts there are half as many addresses, and a
 * third-party client for each thousand accounts.
 *
 * <p>The first pass goes through all accounts in turn, so that after as many events as there are
 * accounts every account, home address and client was seen (of homes fewer, where a hot address is
 * planned). From then on any account is as likely as any other, which is the hardest for caches.
 */
public final class KeyedTraffic implements Iterator<SimulatedEvent> {

  private static final double API = 0.60;
  private static final double DM = 0.25;
  private static final double THIRD_PARTY = 0.1;

  private final KeyedPlan plan;
  private final KeyedMembers members;
  private final KeyedActivity activity;
  private final SplittableRandom dice;
  private final long salt;
  private long made;

  public KeyedTraffic(KeyedPlan plan) {
    this.plan = plan;
    members = new KeyedMembers(plan.accounts(), plan.hotShare() > 0);
    dice = new SplittableRandom(plan.seed());
    salt = dice.nextLong();
    activity = new KeyedActivity(members, dice);
  }

  /** The events, in which there is nothing to find. */
  public static Traffic of(KeyedPlan plan) {
    return new Traffic(new KeyedTraffic(plan), List.of());
  }

  @Override
  public boolean hasNext() {
    return made < plan.events();
  }

  @Override
  public SimulatedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + plan.events() + " events were taken");
    }
    long number = made++;
    boolean firstPass = number < plan.accounts();
    int account = firstPass ? (int) number : dice.nextInt(plan.accounts());
    long at = SimulationPlan.DEFAULT_START.toEpochMilli() + number * 1000 / plan.eventsPerSecond();
    boolean hot = dice.nextDouble() < plan.hotShare();
    KeyedActivity.Who who =
        new KeyedActivity.Who(eventId(number), Instant.ofEpochMilli(at), account, hot, members);
    return event(who, at, firstPass);
  }

  private SimulatedEvent event(KeyedActivity.Who who, long at, boolean firstPass) {
    double kind = dice.nextDouble();
    if (firstPass && who.account() % KeyedMembers.ACCOUNTS_PER_CLIENT == 0) {
      return new SimulatedEvent(EventKind.API, at, activity.appCall(who));
    }
    if (kind < API) {
      boolean throughApp = !firstPass && dice.nextDouble() < THIRD_PARTY;
      return new SimulatedEvent(
          EventKind.API, at, throughApp ? activity.appCall(who) : activity.ownCall(who));
    }
    return kind < API + DM
        ? new SimulatedEvent(EventKind.DM_METADATA, at, activity.message(who))
        : new SimulatedEvent(EventKind.LOGIN, at, activity.login(who));
  }

  /** Unique, because every step of it is one-to-one; scattered, because real ids are. */
  private String eventId(long number) {
    long bits = (number ^ salt) * 0x9E37_79B9_7F4A_7C15L;
    return "e" + HexFormat.of().toHexDigits(bits ^ bits >>> 32);
  }
}
