package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
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
import java.util.List;

/** An endpoint that forgot to check scopes, or logins, and somebody who has found out. */
final class UnscopedAccess implements Attack {

  private static final String ID = "unscoped-access";
  private static final int APPS_OF_OTHERS = 3_000;

  /** What such endpoints hand out; each endpoint always the same. */
  private static final List<List<DataClass>> TAKEN =
      List.of(
          List.of(DataClass.EMAIL, DataClass.PHONE),
          List.of(DataClass.EMAIL),
          List.of(DataClass.PHONE, DataClass.LOCATION),
          List.of(DataClass.EMAIL, DataClass.PHONE, DataClass.PASSWORD_HASH),
          List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP),
          List.of(DataClass.IP_ADDRESS, DataClass.TIMESTAMP),
          List.of(DataClass.CONTACT_GRAPH));

  private static final List<String> LEGACY_PATHS =
      List.of("/1.1/users/lookup/", "/1.0/contacts/match/", "/1.1/account/export/");
  private static final List<String> PATHS =
      List.of("/2/users/:id/card/", "/2/internal/people/", "/2/partners/directory/");

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(20);
  }

  @Override
  public int events() {
    return 50;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Leak(scene).run());
  }

  /** One attack. */
  private static final class Leak {

    private enum Way {
      APP,
      BULK,
      ANONYMOUS
    }

    private final Scene scene;
    private final Dice dice;
    private final Way way;
    private final boolean legacy;
    private final boolean limited;
    private final String endpoint;
    private final List<DataClass> taken;
    private final Client client;

    Leak(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.way = Way.values()[scene.turn() % Way.values().length];
      this.legacy = dice.chance(scene.isLoud() ? 0.8 : 0.2);
      this.limited = dice.chance(0.4);
      this.endpoint = dice.pick(legacy ? LEGACY_PATHS : PATHS) + scene.number();
      this.taken = TAKEN.get(dice.below(scene.isLoud() ? 4 : TAKEN.size()));
      this.client = client();
    }

    private Client client() {
      String script = dice.pick(UserAgents.SCRIPTS);
      String browser = dice.pick(UserAgents.BROWSERS);
      if (way == Way.ANONYMOUS) {
        return Client.anonymous(scene.isLoud() ? script : browser);
      }
      boolean disguised = !scene.isLoud() && dice.chance(0.4);
      String id = Names.client(APPS_OF_OTHERS + scene.number());
      return disguised
          ? Client.firstParty(null, browser)
          : new Client(null, script, id, ClientKind.THIRD_PARTY);
    }

    Culprit run() {
      int calls = scene.isLoud() ? dice.between(25, 70) : dice.between(3, 25);
      long length = scene.isLoud() ? scene.minutes(3, 60, 0.8) : scene.minutes(120, 1100, 0.9);
      long now = scene.begin() + scene.minutes(1, 30, 0.05);
      String token = Names.dormant(dice);
      for (int i = 0; i < calls; i++) {
        if (!scene.isLoud() && dice.chance(0.4)) {
          call(now, token, true);
          now += dice.within(1_000, 5_000);
        }
        call(now, token, false);
        now += 1 + (long) (length / calls * 2 * dice.unit());
      }
      return new Culprit(ID, SubjectType.ENDPOINT, endpoint, shape());
    }

    private void call(long at, String token, boolean inVain) {
      boolean anonymous = way == Way.ANONYMOUS;
      Caller caller = new Caller(anonymous ? null : token, client, line(), null);
      boolean bulk = way == Way.BULK || (anonymous && legacy);
      String target = bulk ? null : Names.dormant(dice);
      int status = inVain ? (dice.chance(0.5) ? 404 : 400) : 200;
      int records = bulk ? dice.between(2, 100) : 1;
      scene.attack().call(at, caller, Route.PROFILE, target, status, records, this::answer);
    }

    private ApiEvent.Builder answer(ApiEvent.Builder call) {
      boolean answered = call.getStatus() == 200;
      call.setEndpoint(endpoint)
          .setLegacy(legacy)
          .setDataClasses(answered ? taken : List.of())
          .setScopesRequired(
              way == Way.ANONYMOUS ? List.of() : List.of("users.read", "users.email"))
          .setScopesGranted(way == Way.ANONYMOUS ? List.of() : List.of("posts.read", "users.read"));
      if (call.getTargetId() == null) {
        call.setOperation(Operation.SEARCH).setResource(ResourceKind.OTHER);
      }
      return limited ? call : call.setRateLimit(null);
    }

    /** The evasive ones come from somewhere else each time: infected homes, relays. */
    private Connection line() {
      return scene.isLoud() ? scene.networks.hosted(scene.number()) : scene.networks.stranger(dice);
    }

    private String shape() {
      String pace = scene.isLoud() ? "loud" : "evasive: a few calls, many addresses, some in vain";
      String who =
          switch (way) {
            case APP -> ", an app without the scope";
            case BULK -> ", many people a call without the scope";
            case ANONYMOUS -> ", without a login";
          };
      return pace
          + who
          + (client.kind() == ClientKind.FIRST_PARTY ? ", as the platform's own client" : "")
          + (legacy ? ", legacy endpoint" : "");
    }
  }
}
