package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Companies with an agreement: some sync a little every hour, some export a lot when there is
 * something to do, and all of them look whether there is news.
 */
final class Partners implements Actor {

  private static final int FIRST_CLIENT = 770;
  private static final int SYNCING = 2;
  private static final int EXPORTING = 4;
  private static final int SERVERS = 700;
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;

  private final Networks networks;
  private final Dice dice;
  private final List<Client> clients = new ArrayList<>();
  private final long[] due = new long[SYNCING + EXPORTING];

  Partners(Networks networks, Dice dice) {
    this.networks = networks;
    this.dice = dice;
    for (int i = 0; i < due.length; i++) {
      String agent = UserAgents.SCRIPTS.get(i % UserAgents.SCRIPTS.size());
      clients.add(new Client(null, agent, Names.client(FIRST_CLIENT + i), ClientKind.THIRD_PARTY));
    }
  }

  @Override
  public void act(long at, Stage stage) {
    for (int partner = 0; partner < due.length; partner++) {
      if (at >= due[partner]) {
        boolean first = due[partner] == 0;
        due[partner] = partner < SYNCING ? nextSync(partner, at) : nextExport(at);
        if (!first) {
          work(partner, at, stage);
          return;
        }
      }
    }
    Caller caller = caller(dice.below(due.length));
    stage.call(at, caller, Route.HOME, null, 200, dice.between(0, 20));
  }

  private static long nextSync(int partner, long at) {
    return (at / HOUR_MS + 1) * HOUR_MS + (5 + partner * 7) * 60_000L;
  }

  /** When somebody needs it: at any time, more often than not within a day. */
  private long nextExport(long at) {
    return at + (long) (dice.spread(2, 60) * HOUR_MS);
  }

  private void work(int partner, long at, Stage stage) {
    boolean sync = partner < SYNCING;
    int calls = sync ? dice.between(1, 2) : dice.between(2, 12);
    Caller caller = caller(partner);
    String target = "export-" + dice.below(1_000_000);
    long now = at;
    for (int i = 0; i < calls; i++) {
      int records = sync ? dice.between(5, 180) : dice.between(200, 4_000);
      Instant oldest = Instant.ofEpochMilli(now - dice.within(DAY_MS, 120 * DAY_MS));
      stage.call(
          now, caller, Route.EXPORT, target, 200, records, call -> call.setOldestRecordAt(oldest));
      now += dice.within(4_000, 50_000);
    }
  }

  private Caller caller(int partner) {
    return new Caller(
        null, clients.get(partner), networks.appServer(SERVERS + partner, dice.below(2)), null);
  }
}
