package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.DataClass;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Conversations;
import io.leakwatch.traffic.stage.Route;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody takes the metadata of conversations of others: an insider, a hole in a check, an app.
 */
final class DmMetadataSiphon implements Attack {

  private static final String ID = "dm-metadata-siphon";
  private static final int APPS_OF_OTHERS = 20_000;
  private static final int WORTH_CALLING_SCRAPING = 230;

  /** Who takes nothing but timestamps takes more of them. */
  private static final int WORTH_TIMESTAMPS_ALONE = 430;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(21);
  }

  @Override
  public int events() {
    return 620;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return new Siphon(scene).run();
  }

  /** One attack. */
  private static final class Siphon {

    private enum Way {
      STREAM("reads of conversations it is no member of"),
      APP("through the API, as an app"),
      OWN_CLIENT("through the API, with the platform's own client");

      final String words;

      Way(String words) {
        this.words = words;
      }
    }

    private static final List<Way> WAYS = List.of(Way.STREAM, Way.APP, Way.STREAM, Way.OWN_CLIENT);

    private final Scene scene;
    private final Dice dice;
    private final Way way;
    private final boolean whereabouts;
    private final boolean addresses;
    private final boolean covered;
    private final boolean rotating;
    private final Client client;
    private final String[] tokens;
    private final int conversations;

    Siphon(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.way = WAYS.get(scene.turn() % WAYS.size());
      // Through the API it is the location and the addresses that are worth the trouble.
      boolean little = scene.mostEvents() < WORTH_TIMESTAMPS_ALONE;
      this.whereabouts = way != Way.STREAM || dice.chance(0.6) || little;
      this.addresses = dice.chance(0.6);
      this.covered = way == Way.STREAM && !scene.isLoud() && dice.chance(0.5);
      this.rotating = !scene.isLoud() && dice.chance(0.4);
      this.client =
          way == Way.APP
              ? new Client(
                  null,
                  dice.pick(UserAgents.SCRIPTS),
                  Names.client(APPS_OF_OTHERS + scene.number()),
                  ClientKind.THIRD_PARTY)
              : Client.firstParty(Names.device(dice), dice.pick(UserAgents.BROWSERS));
      this.tokens = new String[way == Way.APP ? dice.between(1, 6) : 1];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = Names.dormant(dice);
      }
      this.conversations = Math.min(drawn(), (int) (scene.mostEvents() * (covered ? 0.75 : 0.95)));
    }

    private int drawn() {
      if (way == Way.OWN_CLIENT) {
        return dice.between(130, 260);
      }
      if (way == Way.APP) {
        return scene.isLoud() ? dice.between(300, 600) : dice.between(180, 420);
      }
      return whereabouts ? dice.between(150, 500) : dice.between(380, 600);
    }

    List<Culprit> run() {
      long start = scene.begin() + scene.minutes(1, 5, 0.02);
      boolean person = way != Way.APP;
      long span =
          scene.isLoud()
              ? scene.minutes(person ? 4 : 2, person ? 14 : 8, 0.9)
              : scene.minutes(180, 1_150, 0.9);
      long now = start;
      for (int i = 0; i < conversations; i++) {
        read(now, i);
        now += 1 + (long) (span * (0.3 + 1.4 * dice.unit()) / conversations);
        if (covered && dice.chance(0.25)) {
          own(now);
        }
      }
      return culprits();
    }

    private List<Culprit> culprits() {
      String shape = (scene.isLoud() ? "loud: " : "evasive: slow, ") + way.words + what();
      List<Culprit> culprits = new ArrayList<>();
      if (way == Way.APP) {
        culprits.add(new Culprit(ID, SubjectType.CLIENT, client.clientId(), shape));
        if (scene.isLoud() && conversations >= WORTH_CALLING_SCRAPING) {
          culprits.add(new Culprit("mass-scraping", SubjectType.CLIENT, client.clientId(), shape));
        }
      } else {
        culprits.add(new Culprit(ID, SubjectType.ACCOUNT, tokens[0], shape));
      }
      return culprits;
    }

    private String what() {
      return (whereabouts ? ", with whereabouts" : ", timestamps only")
          + (covered ? ", between reads of its own" : "")
          + (rotating ? ", networks in turn" : "");
    }

    private void read(long at, int index) {
      int account = dice.below(scene.population.size());
      Account victim = scene.population.get(account);
      int peer = scene.population.contact(victim, dice.below(victim.contacts));
      String conversation = Conversations.conversation(account, peer);
      List<DataClass> shown = shown();
      Caller caller = caller(index);
      if (way == Way.STREAM) {
        Instant sent = Instant.ofEpochMilli(at - dice.within(60_000, 2_000_000_000L));
        scene
            .attack()
            .dm(
                at,
                caller,
                DmKind.METADATA_READ,
                victim.id,
                conversation,
                read -> read.setActorIsMember(false).setDataClasses(shown).setRecordAt(sent));
      } else {
        int status = dice.chance(0.02) ? 404 : 200;
        scene
            .attack()
            .call(
                at,
                caller,
                Route.DM_METADATA,
                conversation,
                status,
                dice.between(5, 100),
                call -> call.setDataClasses(status == 200 ? shown : List.of()));
      }
    }

    private List<DataClass> shown() {
      List<DataClass> shown =
          new ArrayList<>(List.of(DataClass.MESSAGE_METADATA, DataClass.TIMESTAMP));
      if (whereabouts && dice.chance(0.9)) {
        shown.add(DataClass.LOCATION);
      }
      if (whereabouts && (addresses || shown.size() == 2) && dice.chance(0.9)) {
        shown.add(DataClass.IP_ADDRESS);
      }
      return List.copyOf(shown);
    }

    private void own(long at) {
      String conversation = "g" + (60_000_000 + scene.number() * 10 + dice.below(10));
      scene.around().metadataRead(at, caller(0), null, conversation, 12, 3_600_000);
    }

    private Caller caller(int index) {
      int network = rotating ? index * 8 / conversations : 0;
      Connection line = scene.networks.hosted(scene.number() + network * 10_000);
      return new Caller(tokens[dice.below(tokens.length)], client, line, null);
    }
  }
}
