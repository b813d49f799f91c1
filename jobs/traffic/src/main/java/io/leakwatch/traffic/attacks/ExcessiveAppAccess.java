package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An app with users and an ordinary past falls into the wrong hands: the tokens that it holds are
 * used for more than it ever did.
 */
final class ExcessiveAppAccess implements Attack {

  private static final String ID = "excessive-app-access";
  private static final int APPS_OF_OTHERS = 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final long HOUR_MS = 60 * MINUTE_MS;
  private static final int FEWEST_EVENTS_OF_A_RAMP = 700;

  /** Below what one person may read in an hour; that would be scraping, not an app's excess. */
  private static final int MOST_FOR_A_TOKEN = 22;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(66);
  }

  /** A day of ordinary use comes first. */
  @Override
  public Duration shortest() {
    return Duration.ofDays(2);
  }

  @Override
  public int events() {
    return 1_200;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Takeover(scene).run());
  }

  /** One attack. */
  private static final class Takeover {

    private final Scene scene;
    private final Dice dice;
    private final Client app;
    private final Connection server;
    private final Connection thief;
    private final List<String> users = new ArrayList<>();
    private final int friends;
    private final long start;

    Takeover(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.app =
          new Client(
              null,
              dice.pick(UserAgents.SCRIPTS),
              Names.client(APPS_OF_OTHERS + scene.number()),
              ClientKind.THIRD_PARTY);
      this.server = scene.networks.hosted(scene.number());
      this.thief = dice.chance(0.5) ? server : scene.networks.hosted(scene.number() + 10_000);
      this.friends = dice.between(1, 3);
      this.start = scene.begin() + scene.minutes(26 * 60, 30 * 60, 0.6);
      int most = Math.max(30, scene.mostEvents() / 10);
      int count = dice.between(Math.min(40, most / 2), Math.min(120, most));
      for (int i = 0; i < count; i++) {
        users.add(Names.dormant(dice));
      }
    }

    Culprit run() {
      past();
      String shape =
          switch (scene.turn() % 3) {
            case 0 -> scene.isLoud() ? harvest() : few();
            case 1 -> scene.isLoud() ? newClass() : ramp();
            default -> scene.isLoud() ? harvest() : slowNewClass();
          };
      return new Culprit(ID, SubjectType.CLIENT, app.clientId(), shape);
    }

    /** Everybody opens the app in its first day, and some again before it is taken over. */
    private void past() {
      long day = 23 * HOUR_MS;
      for (int i = 0; i < users.size(); i++) {
        visit(users.get(i), scene.begin() + (long) (day * (i + dice.unit()) / users.size()));
      }
      use(scene.begin() + day, start);
    }

    /** Ordinary use at the pace of the first day. */
    private void use(long from, long until) {
      long gap = 23 * HOUR_MS / users.size();
      for (long now = from + dice.within(0, gap); now < until; now += dice.within(0, 2 * gap)) {
        visit(dice.pick(users), now);
      }
    }

    private void visit(String user, long at) {
      Caller caller = new Caller(user, app, server, null);
      scene.around().call(at, caller, Route.OWN_PROFILE, user, 200, 1);
      long now = at;
      for (int i = dice.between(0, friends); i > 0; i--) {
        now += dice.within(300, 3_000);
        scene.around().call(now, caller, Route.PROFILE, Names.dormant(dice), 200, 1);
      }
    }

    private int left() {
      return scene.mostEvents() - scene.events();
    }

    private long end(double lowMinutes, double highMinutes) {
      return start + scene.minutes(lowMinutes, highMinutes, 0.3);
    }

    /** All tokens, each as far as nobody looks. */
    private String harvest() {
      int each = Math.min(MOST_FOR_A_TOKEN, Math.max(2, left() / users.size()));
      long gap = scene.minutes(25, 100, 0.1) / ((long) each * users.size()) + 1;
      Route route = dice.pick(List.of(Route.PROFILE, Route.FOLLOWERS, Route.PROFILE));
      long now = start;
      for (int i = 0; i < each; i++) {
        for (String user : users) {
          read(user, route, Names.dormant(dice), now);
          now += dice.within(gap / 2, gap * 3 / 2) + 1;
        }
      }
      return "loud: all tokens, a little each";
    }

    /** Two to six accounts for each token, for an hour or some. */
    private String few() {
      int hours = Math.max(1, Math.min(dice.between(1, 4), left() / (users.size() * 3)));
      long now = start;
      for (int hour = 0; hour < hours; hour++) {
        int each = Math.max(2, Math.min(dice.between(3, 6), left() / users.size()));
        long gap = 50 * MINUTE_MS / ((long) each * users.size());
        for (int i = 0; i < each; i++) {
          for (String user : users) {
            read(user, Route.PROFILE, Names.dormant(dice), now);
            now += dice.within(gap / 2, gap * 3 / 2);
          }
        }
        now += dice.within(5 * MINUTE_MS, 20 * MINUTE_MS);
      }
      return "evasive: all tokens, some accounts each";
    }

    /** A tenth or two more each hour, from its usual to twenty times that. */
    private String ramp() {
      if (left() < FEWEST_EVENTS_OF_A_RAMP) {
        return few();
      }
      double last = dice.spread(140, 250);
      double growth = Math.max(1.1, 1 / (1 - last / (0.95 * left())));
      double rate = left() * (growth - 1) / growth * 0.95;
      int hours = (int) Math.min(22, scene.minutes(22 * 60, 22 * 60, 0.4) / HOUR_MS);
      for (int hour = 0; hour < hours; hour++) {
        double now = rate / Math.pow(growth, (double) hours - 1 - hour);
        long from = start + hour * HOUR_MS;
        for (int i = 0; i < (int) Math.round(now); i++) {
          read(
              dice.pick(users),
              Route.PROFILE,
              Names.dormant(dice),
              dice.within(from, from + HOUR_MS));
        }
      }
      return "evasive: a little more each hour";
    }

    /** Of each user what the app never wanted to know, at once. */
    private String newClass() {
      long until = end(15, 60);
      Stolen stolen = stolen();
      for (String user : users) {
        stolen.read(user, dice.within(start, until));
      }
      return "loud: a new class of data, of everybody";
    }

    /** The same, hour by hour, while the app is used as ever. */
    private String slowNewClass() {
      long until = end(4 * 60, 9 * 60);
      use(start, until);
      Stolen stolen = stolen();
      for (int i = 0; i < users.size(); i++) {
        stolen.read(
            users.get(i), start + (long) ((until - start) * (i + dice.unit()) / users.size()));
      }
      return "evasive: a new class of data, hour by hour";
    }

    private interface Stolen {
      void read(String user, long at);
    }

    private Stolen stolen() {
      return switch (dice.below(3)) {
        case 0 -> (user, at) -> read(user, Route.CONTACTS, user, at);
        case 1 -> (user, at) -> read(user, Route.LOCATIONS, user, at);
        default -> this::friendsNumber;
      };
    }

    private void friendsNumber(String user, long at) {
      Caller caller = new Caller(user, app, thief, null);
      scene
          .attack()
          .call(
              at,
              caller,
              Route.PROFILE,
              Names.dormant(dice),
              200,
              1,
              call -> call.setDataClasses(List.of(DataClass.LOCATION)));
    }

    private void read(String user, Route route, String target, long at) {
      Caller caller = new Caller(user, app, thief, null);
      int records = route == Route.PROFILE ? 1 : dice.between(20, 200);
      scene.attack().call(at, caller, route, target, dice.chance(0.01) ? 404 : 200, records);
    }
  }
}
