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
import java.util.ArrayList;
import java.util.List;

/** An endpoint was forgotten when limits were brought in, and somebody calls it without end. */
final class MissingRateLimit implements Attack {

  private static final String ID = "missing-rate-limit";
  private static final int APPS_OF_OTHERS = 5_000;

  /** Shorter than this, nobody could distinguish a pace from a burst. */
  private static final double SHORTEST_MINUTES = 37;

  private static final List<SubjectType> READERS =
      List.of(SubjectType.CLIENT, SubjectType.ACCOUNT, SubjectType.ADDRESS);

  /** What is taken. */
  private enum Loot {
    /** Whoever is behind a phone number, a call each. */
    SEARCHES("/2/contacts/match/", "/1.1/contacts/match/"),
    /** Posts, page by page. */
    PAGES("/2/timeline/archive/", "/1.1/statuses/archive/"),
    /** Profiles, one by one. */
    PEOPLE("/2/users/batch/", "/1.1/users/show/");

    private final String path;
    private final String legacyPath;

    Loot(String path, String legacyPath) {
      this.path = path;
      this.legacyPath = legacyPath;
    }
  }

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(170);
  }

  /** With less time nobody could distinguish a pace from a burst. */
  @Override
  public Duration shortest() {
    return Duration.ofMinutes(60);
  }

  @Override
  public int events() {
    return 1_300;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return new Flood(scene).run();
  }

  /** One attack. */
  private static final class Flood {

    private final Scene scene;
    private final Dice dice;
    private final SubjectType reader;
    private final Loot loot;
    private final boolean legacy;
    private final boolean scoped;
    private final String endpoint;
    private final Client client;
    private final List<String> accounts = new ArrayList<>();

    Flood(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.reader = READERS.get(scene.turn() % READERS.size());
      // Through the platform's own client one would have to read people faster to raise an alert.
      Loot drawn = dice.pick(List.of(Loot.values()));
      this.loot = reader == SubjectType.ACCOUNT && drawn == Loot.PEOPLE ? Loot.PAGES : drawn;
      this.legacy = dice.chance(0.4);
      this.scoped = reader != SubjectType.CLIENT || loot == Loot.PAGES || dice.chance(0.6);
      this.endpoint = (legacy ? loot.legacyPath : loot.path) + scene.number();
      this.client = client();
      int tokens = reader == SubjectType.CLIENT && !scene.isLoud() ? dice.between(1, 6) : 1;
      for (int i = 0; i < tokens; i++) {
        accounts.add(reader == SubjectType.ADDRESS ? null : Names.dormant(dice));
      }
    }

    private Client client() {
      String script = dice.pick(UserAgents.SCRIPTS);
      String browser = dice.pick(UserAgents.BROWSERS);
      String id = Names.client(APPS_OF_OTHERS + scene.number());
      return switch (reader) {
        case CLIENT -> new Client(null, script, id, ClientKind.THIRD_PARTY);
        case ACCOUNT -> Client.firstParty(null, browser);
        default -> Client.anonymous(scene.isLoud() ? script : browser);
      };
    }

    List<Culprit> run() {
      double minutes = scene.isLoud() ? dice.between(40, 60) : dice.between(45, 120);
      double drawn = scene.isLoud() ? dice.spread(60, 300) : dice.spread(26, 45);
      double most = scene.mostEvents() / (scene.isLoud() ? 1.02 : 1.15);
      double length = Math.max(SHORTEST_MINUTES, Math.min(minutes, most / drawn));
      double rate = Math.min(drawn, most / length);
      long start = scene.begin() + scene.minutes(1, 10, 0.05);
      long now = start;
      while (now < start + length * 60_000) {
        call(now);
        if (!scene.isLoud() && dice.chance(0.08)) {
          aside(now + 200);
        }
        now +=
            1
                + (long)
                    (60_000 / rate * (scene.isLoud() ? 0.8 + 0.4 * dice.unit() : 2 * dice.unit()));
      }
      return culprits();
    }

    private void call(long at) {
      String target =
          switch (loot) {
            case SEARCHES -> null;
            case PAGES -> Names.post(dice);
            case PEOPLE -> Names.dormant(dice);
          };
      int records = loot == Loot.PAGES ? dice.between(20, 100) : 1;
      Route route = loot == Loot.PEOPLE ? Route.PROFILE : Route.USER_POSTS;
      scene.attack().call(at, caller(), route, target, 200, records, this::unlimited);
    }

    private ApiEvent.Builder unlimited(ApiEvent.Builder call) {
      call.setEndpoint(endpoint).setLegacy(legacy).setRateLimit(null);
      if (loot == Loot.SEARCHES) {
        call.setOperation(Operation.SEARCH).setResource(ResourceKind.OTHER).setOldestRecordAt(null);
      }
      if (handsOutNumbers()) {
        call.setDataClasses(List.of(DataClass.PHONE, DataClass.EMAIL));
      }
      if (!scoped) {
        call.setScopesRequired(List.of("users.email", "users.read"));
      }
      return call;
    }

    /** What answers anybody with numbers, or any app, has a second fault: see {@link #culprits}. */
    private boolean handsOutNumbers() {
      return loot == Loot.SEARCHES || !scoped;
    }

    /** Now and then it uses the platform like everybody, and meets a limit there. */
    private void aside(long at) {
      int status = dice.chance(0.3) ? 429 : 200;
      scene.attack().call(at, caller(), Route.SEARCH, null, status, 20);
    }

    private Caller caller() {
      String account = accounts.get(dice.below(accounts.size()));
      int network = scene.isLoud() || reader == SubjectType.ADDRESS ? 0 : dice.below(6);
      Connection line = scene.networks.hosted(scene.number() + network * 10_000);
      return new Caller(account, client, line, null);
    }

    private List<Culprit> culprits() {
      String shape =
          (scene.isLoud() ? "loud" : "evasive: barely faster than a hand, several networks")
              + (loot == Loot.PAGES ? ", posts" : loot == Loot.PEOPLE ? ", people" : ", searches")
              + (accounts.size() > 1 ? ", several accounts" : "")
              + (reader == SubjectType.ACCOUNT ? ", through the platform's own client" : "")
              + (legacy ? ", legacy endpoint" : "");
      List<Culprit> culprits = new ArrayList<>();
      culprits.add(new Culprit(ID, SubjectType.ENDPOINT, endpoint, shape));
      if (!scoped || (handsOutNumbers() && reader == SubjectType.ADDRESS)) {
        culprits.add(new Culprit("unscoped-access", SubjectType.ENDPOINT, endpoint, shape));
      }
      if (loot == Loot.PEOPLE) {
        String id =
            reader == SubjectType.CLIENT
                ? client.clientId()
                : scene.networks.hosted(scene.number()).ip();
        culprits.add(new Culprit("mass-scraping", reader, id, shape));
      }
      return culprits;
    }
  }
}
