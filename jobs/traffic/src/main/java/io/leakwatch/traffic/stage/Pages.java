package io.leakwatch.traffic.stage;

import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Population;

/** What a member's own app or browser loads: up to forty objects in a second or two. */
public final class Pages {

  private final Population population;
  private final Dice dice;

  public Pages(Population population, Dice dice) {
    this.population = population;
    this.dice = dice;
  }

  /**
   * Loads one page, some of them rich.
   *
   * @return when the reader is done with it, epoch milliseconds
   */
  public long load(Account account, Caller caller, long at, Stage stage) {
    int objects = dice.chance(0.06) ? dice.between(15, 40) : dice.between(2, 9);
    long span = dice.within(600, 2_000);
    first(account, caller, at, stage);
    for (int i = 1; i < objects; i++) {
      object(account, caller, at + span * i / objects, stage);
    }
    return at + span + dice.within(4_000, 60_000);
  }

  private void first(Account account, Caller caller, long at, Stage stage) {
    double u = dice.unit();
    if (u < 0.6) {
      stage.call(at, caller, Route.HOME, null, 200, dice.between(20, 40));
    } else if (u < 0.7) {
      stage.call(at, caller, Route.SEARCH, null, 200, dice.between(0, 40));
    } else if (u < 0.75) {
      stage.call(at, caller, Route.OWN_PROFILE, account.id, 200, 1);
    } else if (u < 0.82) {
      stage.call(at, caller, Route.CONTACTS, account.id, 200, account.contacts);
    } else {
      stage.call(at, caller, Route.PROFILE, someone(account), 200, 1);
    }
  }

  private void object(Account account, Caller caller, long at, Stage stage) {
    double u = dice.unit();
    int status = dice.chance(0.01) ? 404 : 200;
    if (u < 0.4) {
      stage.call(at, caller, Route.PROFILE, someone(account), status, 1);
    } else if (u < 0.52) {
      stage.call(at, caller, Route.FOLLOWERS, someone(account), status, dice.between(5, 50));
    } else if (u < 0.75) {
      stage.call(at, caller, Route.USER_POSTS, someone(account), status, dice.between(5, 40));
    } else if (u < 0.95) {
      stage.call(at, caller, Route.MEDIA, Names.post(dice), status, 1);
    } else if (u < 0.97) {
      stage.call(at, caller, Route.SUGGESTIONS, account.id, 200, dice.between(3, 12));
    } else {
      write(caller, at, stage);
    }
  }

  private void write(Caller caller, long at, Stage stage) {
    if (dice.chance(0.8)) {
      stage.call(at, caller, Route.LIKE, Names.post(dice), dice.chance(0.02) ? 429 : 200, 0);
    } else {
      stage.call(at, caller, Route.WRITE_POST, null, 201, 0);
    }
  }

  private String someone(Account account) {
    return population.get(population.acquaintance(account, dice)).id;
  }
}
