package io.leakwatch.traffic.innocents;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.traffic.stage.Actor;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.Networks;
import io.leakwatch.traffic.world.UserAgents;

/** Infected routers try a password each, from anywhere: too thin to be anybody's attack. */
final class BackgroundNoise implements Actor {

  private final Networks networks;
  private final Dice dice;

  BackgroundNoise(Networks networks, Dice dice) {
    this.networks = networks;
    this.dice = dice;
  }

  @Override
  public void act(long at, Stage stage) {
    boolean exists = dice.chance(0.4);
    String name = exists ? Names.dormant(dice) : Names.unknown(dice);
    Client client = Client.anonymous(dice.pick(UserAgents.SCRIPTS));
    Caller caller = new Caller(name, client, networks.stranger(dice), null);
    FailureReason reason = exists ? FailureReason.BAD_CREDENTIAL : FailureReason.UNKNOWN_ACCOUNT;
    stage.failure(at, caller, LoginAction.LOGIN, reason);
  }
}
