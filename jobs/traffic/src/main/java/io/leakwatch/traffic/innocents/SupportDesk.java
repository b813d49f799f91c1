package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;

/** The platform's own people, who reset passwords for those who call, from one office address. */
final class SupportDesk implements Actor {

  private static final int OFFICE = 60_001;
  private static final int CITY = 24;
  private static final int STAFF = 14;

  /** Accounts of the staff: members who do nothing else. */
  private static final int FIRST_OF_STAFF = 75_000_000;

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  SupportDesk(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  /** Half an hour at the desk: everybody is signed in, the phones ring. */
  @Override
  public void act(long at, Stage stage) {
    for (int i = 0; i < STAFF; i++) {
      if (dice.chance(0.6)) {
        long seen = at + dice.within(0, 600_000);
        stage.success(seen, staff(i), LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
      }
    }
    long now = at + dice.within(0, 120_000);
    int callers = dice.between(2, 9);
    for (int i = 0; i < callers; i++) {
      reset(now, stage);
      now += dice.within(40_000, 420_000);
    }
  }

  private void reset(long at, Stage stage) {
    Caller agent = staff(dice.below(STAFF));
    Account member = population.get(dice.below(population.size()));
    if (dice.chance(0.5)) {
      stage.success(at, agent, LoginAction.TOKEN_REFRESH, LoginMethod.TOKEN, false);
    }
    stage.login(
        at + 20_000,
        agent.as(member.id),
        LoginAction.PASSWORD_RESET_REQUEST,
        null,
        event -> event.setMethod(LoginMethod.SSO).setSessionId(null));
    if (dice.chance(0.7)) {
      long now = at + dice.within(140_000, 3_600_000);
      Connection line = member.usualLine(networks, now);
      Caller owner = new Caller(member.id, member.phoneAt(now), line, Names.session(dice));
      stage.success(now, owner, LoginAction.PASSWORD_CHANGE, LoginMethod.UNKNOWN, false);
      stage.success(now + 9_000, owner, LoginAction.LOGIN, LoginMethod.PASSWORD, false);
    }
  }

  private Caller staff(int number) {
    Connection office = networks.company(OFFICE, CITY);
    Client client = Client.firstParty("v-desk-" + number, UserAgents.BROWSERS.get(number % 3));
    String account = Names.account(FIRST_OF_STAFF + number);
    return new Caller(account, client, office, "s-desk-" + number);
  }
}
