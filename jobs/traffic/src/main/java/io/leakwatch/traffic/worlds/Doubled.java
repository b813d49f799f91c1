package io.leakwatch.traffic.worlds;

import io.leakwatch.traffic.SimulatedEvent;
import io.leakwatch.traffic.world.Dice;
import java.util.function.Consumer;

/**
 * A producer that writes at least once: what it does not know to have arrived it writes again, up
 * to a minute later, the same to the byte.
 */
final class Doubled implements Scribe {

  private static final double AGAIN = 0.2;
  private static final long MOST_LATER_MS = 60_000;

  private final Dice dice;
  private final Backlog again = new Backlog();

  Doubled(Dice dice) {
    this.dice = dice;
  }

  @Override
  public void see(SimulatedEvent event, Consumer<SimulatedEvent> written) {
    again.releaseUntil(event.at(), written);
    written.accept(event);
    if (dice.chance(AGAIN)) {
      again.add(event.at() + dice.within(0, MOST_LATER_MS), event);
    }
  }

  @Override
  public void end(Consumer<SimulatedEvent> written) {
    again.releaseUntil(Long.MAX_VALUE, written);
  }
}
