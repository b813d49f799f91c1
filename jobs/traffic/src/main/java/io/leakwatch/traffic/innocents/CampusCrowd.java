package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Cities;
import io.leakwatch.traffic.world.City;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.Population;
import io.leakwatch.traffic.world.UserAgents;

/** A lecture begins: scores of students sign in from the one address of their campus. */
final class CampusCrowd implements Actor {

  private final Population population;
  private final Networks networks;
  private final Dice dice;

  CampusCrowd(Population population, Networks networks, Dice dice) {
    this.population = population;
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    int campus = dice.below(population.campuses());
    City city = Cities.ALL.get(population.campusCity(campus));
    int hour = city.hourAt(at);
    boolean morning = hour >= 8 && hour < 10;
    int students = morning ? dice.between(40, 140) : hour >= 7 && hour < 19 ? 8 : 1;
    long span = dice.within(120_000, 600_000);
    for (int i = 0; i < students; i++) {
      signIn(campus, at + dice.within(0, span), stage);
    }
  }

  private void signIn(int campus, long at, Stage stage) {
    Account student = population.student(campus, dice);
    Connection line = networks.campus(campus, population.campusCity(campus));
    Client client = dice.chance(0.3) ? labMachine(campus) : student.laptop;
    Caller caller = new Caller(student.id, client, line, Names.session(dice));
    long now = at;
    if (dice.chance(0.04)) {
      stage.failure(now, caller, LoginAction.LOGIN, FailureReason.BAD_CREDENTIAL);
      now += dice.within(5_000, 20_000);
    }
    LoginMethod method = dice.chance(0.6) ? LoginMethod.SSO : LoginMethod.PASSWORD;
    stage.success(now, caller, LoginAction.LOGIN, method, false);
    if (dice.chance(0.5)) {
      stage.call(now + 700, caller, Route.HOME, null, 200, 20);
    }
  }

  /** One of two hundred computers that anybody may sit down at. */
  private Client labMachine(int campus) {
    String device = "v-lab-" + campus + "-" + dice.below(200);
    return Client.firstParty(device, UserAgents.BROWSERS.get(1));
  }
}
