package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.ClientKind;
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

/** One caller reads the data of thousands: an app, an account with a script, or a bare address. */
final class MassScraping implements Attack {

  private static final String ID = "mass-scraping";
  private static final List<Route> ROUTES =
      List.of(Route.FOLLOWERS, Route.PROFILE, Route.CONTACTS, Route.DM_METADATA);
  private static final int APPS_OF_OTHERS = 1_000;

  /** An app that reads so many conversations for each account drains more than lists of people. */
  private static final int WORTH_CALLING_A_SIPHON = 1_000;

  private static final List<SubjectType> SUBJECTS =
      List.of(SubjectType.CLIENT, SubjectType.ACCOUNT, SubjectType.ADDRESS, SubjectType.CLIENT);

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofMinutes(260);
  }

  @Override
  public int events() {
    return 2600;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return new Harvest(scene).run();
  }

  /** One attack. */
  private static final class Harvest {

    private final Scene scene;
    private final Dice dice;
    private final SubjectType subject;
    private final boolean rotating;
    private final boolean pageWise;
    private Route main;
    private Route second;
    private boolean siphon;
    private final Client client;
    private final String[] tokens;

    Harvest(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.subject = SUBJECTS.get(scene.turn() % SUBJECTS.size());
      boolean bare = subject == SubjectType.ADDRESS;
      this.rotating = !scene.isLoud() && !bare && dice.chance(0.6);
      this.pageWise = !scene.isLoud() && !bare && dice.chance(0.4);
      this.main = bare ? Route.PROFILE : pageWise ? Route.FOLLOWERS : dice.pick(ROUTES);
      this.second = bare ? Route.PROFILE : dice.pick(ROUTES);
      this.client = client();
      this.tokens = tokens();
    }

    private Client client() {
      String script = dice.pick(UserAgents.SCRIPTS);
      String browser = dice.pick(UserAgents.BROWSERS);
      return switch (subject) {
        case CLIENT ->
            new Client(
                null,
                script,
                Names.client(APPS_OF_OTHERS + scene.number()),
                ClientKind.THIRD_PARTY);
        case ACCOUNT ->
            dice.chance(0.5) ? Client.firstParty(null, browser) : Client.anonymous(script);
        default -> Client.anonymous(scene.isLoud() ? script : browser);
      };
    }

    /** Accounts that lend their names: one, for a client sometimes several, none for an address. */
    private String[] tokens() {
      int several = dice.between(2, 12);
      boolean lone = dice.chance(0.5);
      String[] accounts = new String[subject == SubjectType.CLIENT && !lone ? several : 1];
      for (int i = 0; i < accounts.length; i++) {
        accounts[i] = subject == SubjectType.ADDRESS ? null : Names.dormant(dice);
      }
      return accounts;
    }

    List<Culprit> run() {
      Pace pace = pace();
      chooseConversations(pace);
      long start = scene.begin() + scene.minutes(1, 5, 0.05);
      scene.regulars(line(0), scene.begin(), start + pace.lengthMs());
      read(start, pace);
      String id =
          switch (subject) {
            case CLIENT -> client.clientId();
            case ACCOUNT -> tokens[0];
            default -> line(0).ip();
          };
      Culprit scraper = new Culprit(ID, subject, id, shape());
      return siphon
          ? List.of(scraper, new Culprit("dm-metadata-siphon", subject, id, shape()))
          : List.of(scraper);
    }

    /** An app goes for conversations only if it takes them in earnest. */
    private void chooseConversations(Pace pace) {
      if (subject != SubjectType.CLIENT) {
        return;
      }
      double targets = pace.perMinute() * pace.lengthMs() / 60_000 / tokens.length;
      siphon = main == Route.DM_METADATA && targets >= WORTH_CALLING_A_SIPHON;
      if (main == Route.DM_METADATA && !siphon) {
        main = Route.CONTACTS;
      }
      if (second == Route.DM_METADATA && !siphon) {
        second = Route.PROFILE;
      }
    }

    /**
     * How fast it reads.
     *
     * @param perMinute distinct targets
     * @param lengthMs milliseconds
     */
    private record Pace(double perMinute, long lengthMs) {}

    private Pace pace() {
      boolean account = subject == SubjectType.ACCOUNT;
      if (scene.isLoud()) {
        double rate = account ? dice.spread(60, 120) : dice.spread(120, 600);
        return paced(rate, 10, 40, account ? 60 : 120);
      }
      double rate = account ? dice.spread(30, 60) : dice.spread(10, 25);
      return paced(rate, 90, 240, account ? 30 : 10);
    }

    /** Keeps within the number of events that there are: shorter first, then slower. */
    private Pace paced(double drawn, double lowMinutes, double highMinutes, double slowest) {
      double length = scene.minutes(lowMinutes, highMinutes, 0.9) / 60_000.0;
      double most = (scene.mostEvents() - 10) / (pageWise ? 2.0 : 1.0);
      length = Math.min(length, Math.max(lowMinutes, most / drawn));
      double rate = Math.min(drawn, Math.max(slowest, most / length));
      return new Pace(rate, (long) (length * 60_000));
    }

    private void read(long start, Pace pace) {
      double gapMs = 60_000 / pace.perMinute();
      long until = start + pace.lengthMs();
      long pause = nextPause(start);
      long now = start;
      while (now < until && scene.events() < scene.mostEvents()) {
        target(now, gapMs, start);
        now += 1 + (long) (gapMs * (0.5 + dice.unit()));
        if (now > pause) {
          now += dice.within(3 * 60_000, 12 * 60_000);
          pause = nextPause(now);
        }
      }
    }

    private long nextPause(long after) {
      return scene.isLoud() ? Long.MAX_VALUE : after + dice.within(15 * 60_000, 45 * 60_000);
    }

    private void target(long at, double gapMs, long start) {
      String target =
          dice.chance(0.15)
              ? scene.population.get(dice.below(scene.population.size())).id
              : Names.dormant(dice);
      Route route = dice.chance(0.8) ? main : second;
      int hour = (int) ((at - start) / (15 * 60_000));
      Connection line = line(rotating ? hour % 10 : 0);
      Caller caller = new Caller(tokens[dice.below(tokens.length)], client, line, null);
      int status = dice.chance(0.02) ? (dice.chance(0.5) ? 429 : 404) : 200;
      int pages = pageWise && route == Route.FOLLOWERS ? dice.between(1, 3) : 1;
      for (int page = 0; page < pages; page++) {
        int records = route == Route.PROFILE ? 1 : pageWise ? 200 : dice.between(20, 200);
        scene
            .attack()
            .call(at + (long) (gapMs * 0.1 * page), caller, route, target, status, records);
      }
    }

    private Connection line(int network) {
      return scene.networks.hosted(scene.number() + network * 10_000);
    }

    private String shape() {
      return (scene.isLoud() ? "loud" : "evasive: slow")
          + (rotating ? ", networks in turn" : "")
          + (pageWise ? ", page by page" : "")
          + (client.kind() == ClientKind.FIRST_PARTY ? ", through the platform's own client" : "");
    }
  }
}
