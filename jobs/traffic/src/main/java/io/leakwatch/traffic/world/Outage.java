package io.leakwatch.traffic.world;

/**
 * A bad deploy: for an hour or so two in three members are refused, with the right password. None
 * in runs that are too short for detectors to know what is usual.
 *
 * @param from epoch milliseconds
 * @param until epoch milliseconds, exclusive; not after {@code from} for none
 * @param spared which third of the accounts is not hit, 0 to 2
 */
public record Outage(long from, long until, int spared) {

  private static final long HOUR_MS = 3_600_000;
  private static final long EARLIEST = 28 * HOUR_MS;

  static Outage of(SimulationPlan plan) {
    Dice dice = Dice.of(plan.seed(), 8);
    long earliest = plan.startMs() + EARLIEST;
    long latest = plan.endMs() - 4 * HOUR_MS;
    long from = dice.within(earliest, latest);
    long until = earliest < latest ? from + dice.within(40 * 60_000, 100 * 60_000) : from;
    return new Outage(from, until, dice.below(3));
  }

  /** Travellers are spared: where they are when it is over is another story. */
  public boolean hits(Account account, long at) {
    return at >= from && at < until && account.number % 3 != spared && account.flight == null;
  }
}
