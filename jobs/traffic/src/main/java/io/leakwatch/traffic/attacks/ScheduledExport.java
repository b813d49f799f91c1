package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.stage.Stage;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A partner's access, in the wrong hands: the same export night after night, by a scheduler. */
final class ScheduledExport implements Attack {

  private static final String ID = "scheduled-export";
  private static final int APPS_OF_OTHERS = 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final long DAY_MS = 24 * HOUR_MS;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(80);
  }

  /** Twice a day comes back often enough in two days; every night takes more. */
  @Override
  public Duration shortest() {
    return Duration.ofDays(2);
  }

  @Override
  public int events() {
    return 90;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Habit(scene).run());
  }

  /** One attack. */
  private static final class Habit {

    private final Scene scene;
    private final Dice dice;
    private final Client client;
    private final long room;
    private final int hours;

    Habit(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      String id = Names.client(APPS_OF_OTHERS + scene.number());
      boolean own = dice.chance(0.25);
      this.client =
          new Client(
              null,
              dice.pick(UserAgents.SCRIPTS),
              id,
              own ? ClientKind.FIRST_PARTY : ClientKind.THIRD_PARTY);
      this.room = scene.minutes(1e9, 1e9, 1);
      this.hours = room < 52 * HOUR_MS ? dice.pick(List.of(8, 12, 12)) : nightly();
    }

    private int nightly() {
      return dice.chance(0.8) ? 24 : 12;
    }

    Culprit run() {
      long period = hours * HOUR_MS;
      // There is time for three nights, or for four times a shorter period.
      int least = hours == 24 ? 2 : 3;
      long start = scene.begin() + dice.within(MINUTE_MS, room - least * period - 2 * HOUR_MS);
      int runs = (int) ((scene.begin() + room - HOUR_MS - start) / period) + 1;
      int missed = !scene.isLoud() && runs > 4 ? dice.between(1, runs - 2) : -1;
      int others = !scene.isLoud() && runs > 3 && dice.chance(0.3) ? 1 : 0;
      int calls = Math.max(1, scene.mostEvents() / (runs + others));
      for (int i = 0; i < runs; i++) {
        if (i != missed) {
          long late =
              scene.isLoud() ? dice.within(0, 2 * MINUTE_MS) : dice.within(0, 30 * MINUTE_MS);
          export(scene.attack(), start + i * period + late, calls, i);
        }
      }
      if (others > 0) {
        export(scene.around(), start + period + dice.within(period / 4, period / 2), calls, runs);
      }
      String shape =
          scene.isLoud() ? "loud: punctual" : "evasive: half an hour of jitter, in pages";
      return new Culprit(
          ID, SubjectType.CLIENT, client.clientId(), shape + ", every " + hours + " hours");
    }

    private void export(Stage stage, long at, int mostCalls, int run) {
      int wanted = scene.isLoud() ? dice.between(1, 4) : dice.between(8, 40);
      int calls = Math.min(mostCalls, wanted);
      double records = scene.isLoud() ? dice.spread(5_000, 500_000) : dice.spread(1_500, 8_000);
      Connection line = scene.networks.hosted(scene.number() + (scene.isLoud() ? 0 : run * 10_000));
      String account = client.kind() == ClientKind.FIRST_PARTY ? null : Names.dormant(dice);
      Caller caller = new Caller(account, client, line, null);
      String target = "export-" + dice.below(1_000_000);
      long now = at;
      for (int i = 0; i < calls; i++) {
        Instant oldest = Instant.ofEpochMilli(now - dice.within(DAY_MS, 60 * DAY_MS));
        int page = 1 + (int) (records / calls);
        stage.call(
            now, caller, Route.EXPORT, target, 200, page, call -> call.setOldestRecordAt(oldest));
        now += dice.within(3_000, 45_000);
      }
    }
  }
}
