package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.PhoneCall;
import io.leakwatch.traffic.stage.PhoneCall.Masking;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.List;

/**
 * An account rings strangers to sell or to cheat. It has its calls relayed: who annoys hundreds
 * does not show them an address.
 */
final class SpamCalls implements Attack {

  private static final String ID = "spam-calls";

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(12);
  }

  @Override
  public int events() {
    return 360;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    Dice dice = scene.dice;
    String agent = dice.pick(scene.isLoud() ? UserAgents.SCRIPTS : UserAgents.PHONES);
    Client client = Client.firstParty(Names.device(dice), agent);
    Connection line = scene.networks.hosted(scene.number());
    Caller caller = new Caller(Names.dormant(dice), client, line, Names.session(dice));
    if (scene.isLoud()) {
      double hourly = dice.spread(100, 300);
      dial(scene, caller, hourly, scene.minutes(30, 120, 0.8));
    } else {
      dial(scene, caller, 10 + 10 * dice.unit(), scene.minutes(7 * 60, 10 * 60, 0.9));
    }
    String shape = scene.isLoud() ? "loud: a dialling machine" : "evasive: by hand, a working day";
    return List.of(new Culprit(ID, SubjectType.ACCOUNT, caller.account(), shape));
  }

  private static void dial(Scene scene, Caller caller, double hourly, long lengthMs) {
    Dice dice = scene.dice;
    int strangers = Math.max(75, (int) (hourly * lengthMs / 3_600_000));
    strangers = Math.min(strangers, (scene.mostEvents() - 4) / 2);
    double answers = 0.06 + 0.16 * dice.unit();
    double listens = 0.3 * dice.unit();
    long gap = lengthMs / strangers;
    long now = scene.begin() + dice.within(1_000, gap + 2_000);
    for (int i = 0; i < strangers; i++) {
      long talk = talk(dice, answers, listens);
      PhoneCall call = PhoneCall.toStranger(stranger(scene), dice).with(Masking.DONE);
      call.place(now, caller, scene.attack(), dice.within(3_000, 30_000), talk);
      now += dice.within(gap * 2 / 3, gap * 4 / 3);
    }
    PhoneCall home = PhoneCall.toContact(Names.dormant(dice), EventIds.text('c', dice.bits()));
    home.place(scene.begin() + lengthMs / 2, caller, scene.around(), 9_000, 240_000);
  }

  private static long talk(Dice dice, double answers, double listens) {
    if (!dice.chance(answers)) {
      return 0;
    }
    return dice.chance(listens) ? dice.within(15_000, 300_000) : dice.within(1_500, 10_000);
  }

  private static String stranger(Scene scene) {
    return scene.dice.chance(0.4)
        ? scene.population.get(scene.dice.below(scene.population.size())).id
        : Names.dormant(scene.dice);
  }
}
