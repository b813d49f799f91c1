package io.leakwatch.traffic.worlds;

import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.Dice;
import java.util.function.Consumer;

/**
 * Events on their way overtake each other: most are late by seconds, one in twenty by minutes, none
 * by more than a job allows by default, five minutes.
 */
final class Disorder implements Scribe {

  private static final long USUAL_MS = 3_000;
  private static final long SLOW_MS = 60_000;
  private static final long SLOWEST_MS = 290_000;

  private final Dice dice;
  private final Backlog underWay = new Backlog();
  private long now = Long.MIN_VALUE;

  Disorder(Dice dice) {
    this.dice = dice;
  }

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    now = Math.max(now, event.at());
    underWay.releaseUntil(now, written);
    underWay.add(Math.max(now, event.at() + delay()), event);
  }

  private long delay() {
    double u = dice.unit();
    if (u < 0.7) {
      return dice.within(0, USUAL_MS);
    }
    return dice.within(0, u < 0.95 ? SLOW_MS : SLOWEST_MS);
  }

  @Override
  public void end(Consumer<SimulatedEvent> written) {
    underWay.releaseUntil(Long.MAX_VALUE, written);
  }
}
