package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.UserAgents;

/**
 * Services that log in for their customers, with passwords, from one server, round after round: to
 * collect notices or to post at set times. Customers who changed their passwords fail in every
 * round until they notice.
 */
final class PollingServices implements Actor {

  private static final int SERVICES = 4;
  private static final int CUSTOMERS = 40;
  private static final int FIRST_SERVER = 200;

  /** Accounts that do nothing else, apart from those that others may draw. */
  private static final int FIRST_CUSTOMER = Names.FIRST_DORMANT - 100_000;

  private final Networks networks;
  private final Dice dice;
  private final int[] rounds = new int[SERVICES];

  PollingServices(Networks networks, Dice dice) {
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    int service = dice.below(SERVICES);
    Client client = Client.anonymous(UserAgents.SCRIPTS.get(service));
    Connection server = networks.appServer(FIRST_SERVER + service, 1);
    int customers = CUSTOMERS + 10 * service;
    int round = rounds[service]++;
    long now = at;
    for (int i = 0; i < customers; i++) {
      String account = Names.account(FIRST_CUSTOMER + service * 1_000 + i);
      Caller caller = new Caller(account, client, server, Names.session(dice));
      if (isOutdated(service, i, round)) {
        stage.failure(now, caller, LoginAction.LOGIN, FailureReason.BAD_CREDENTIAL);
      } else {
        stage.success(now, caller, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
      }
      now += dice.within(1_000, 12_000);
    }
  }

  /** A quarter of the customers, each for about twenty rounds, then the next. */
  private static boolean isOutdated(int service, int customer, int round) {
    return Math.floorMod(Dice.mix(service * 1_000L + customer + round / 20 * 7_919L), 4) == 0;
  }
}
