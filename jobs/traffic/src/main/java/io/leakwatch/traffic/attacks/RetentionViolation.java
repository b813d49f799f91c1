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

/** Somebody gets answers from stores that nobody has emptied for years. */
final class RetentionViolation implements Attack {

  private static final String ID = "retention-violation";
  private static final int APPS_OF_OTHERS = 1_000;
  private static final long DAY_MS = Duration.ofDays(1).toMillis();
  private static final long MINUTE_MS = 60_000;

  /** Which store was forgotten. */
  private enum Store {
    ACCESS_LOG(Route.ACCESS_LOG, 180),
    EXPORT(Route.EXPORT, 180),
    ARCHIVE(Route.LOG_ARCHIVE, 180),
    LOCATIONS(Route.LOCATIONS, 90);

    private final Route route;
    private final int keptDays;

    Store(Route route, int keptDays) {
      this.route = route;
      this.keptDays = keptDays;
    }
  }

  private static final List<Store> STORES =
      List.of(Store.ACCESS_LOG, Store.EXPORT, Store.ARCHIVE, Store.LOCATIONS);

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(34);
  }

  @Override
  public int events() {
    return 45;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Reading(scene).run());
  }

  /** One attack. */
  private static final class Reading {

    private final Scene scene;
    private final Dice dice;
    private final Store store;
    private final Client client;
    private final Connection line;
    private final String container;

    Reading(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.store = STORES.get(scene.turn() % STORES.size());
      this.client = client();
      this.line = scene.networks.hosted(scene.number());
      this.container = "archive-" + (100_000 + scene.number());
    }

    private Client client() {
      String script = dice.pick(UserAgents.SCRIPTS);
      String id = Names.client(APPS_OF_OTHERS + scene.number());
      return switch (store) {
        case ACCESS_LOG -> new Client(null, script, id, ClientKind.FIRST_PARTY);
        case ARCHIVE -> Client.anonymous(script);
        default -> new Client(null, script, id, ClientKind.THIRD_PARTY);
      };
    }

    Culprit run() {
      if (scene.isLoud()) {
        loud();
      } else {
        evasive();
      }
      String shape = (scene.isLoud() ? "loud: " : "evasive: a few among fresh ones, ") + name();
      return store == Store.ARCHIVE
          ? new Culprit(ID, SubjectType.RESOURCE, container, shape)
          : new Culprit(ID, SubjectType.CLIENT, client.clientId(), shape);
    }

    private String name() {
      return switch (store) {
        case ACCESS_LOG -> "an access log";
        case EXPORT -> "an export of message metadata";
        case ARCHIVE -> "an archive without a client";
        case LOCATIONS -> "positions handed to an app";
      };
    }

    /** All there is, as fast as it goes. */
    private void loud() {
      int answers = Math.min(scene.mostEvents(), dice.between(15, 80));
      long now = scene.begin() + scene.minutes(1, 60, 0.2);
      long gap = scene.minutes(0.1, 3, 0.01);
      for (int i = 0; i < answers; i++) {
        answer(scene.attack(), now, dice.spread(370, 3_000), (int) dice.spread(50, 3_000));
        now += dice.within(gap / 2, gap * 3 / 2) + 1;
      }
    }

    /** Day by day; only now and then an answer goes back further than it should be able to. */
    private void evasive() {
      long length = scene.minutes(8 * 60, 32 * 60, 0.95);
      int answers = Math.min(scene.mostEvents(), dice.between(20, 50));
      int old = dice.between(2, 9);
      for (int i = 0; i < answers; i++) {
        long at = scene.begin() + MINUTE_MS + (long) ((length - MINUTE_MS) * (double) i / answers);
        boolean tooOld = i % (answers / old) == 1;
        double days =
            tooOld ? store.keptDays * dice.spread(1.03, 5) : store.keptDays * dice.unit() * 0.95;
        answer(tooOld ? scene.attack() : scene.around(), at, days, (int) dice.spread(1, 60));
      }
    }

    private void answer(Stage stage, long at, double days, int records) {
      Instant oldest = Instant.ofEpochMilli(at - (long) (days * DAY_MS));
      String person = Names.dormant(dice);
      String account = store == Store.ACCESS_LOG ? null : person;
      Caller caller = new Caller(account, client, line, null);
      String target =
          switch (store) {
            case ARCHIVE -> container + "/" + dice.below(100_000) + ".gz";
            case ACCESS_LOG -> "day-" + dice.below(4_000);
            case EXPORT -> "export-" + dice.below(100_000);
            case LOCATIONS -> person;
          };
      stage.call(
          at, caller, store.route, target, 200, records, call -> call.setOldestRecordAt(oldest));
    }
  }
}
