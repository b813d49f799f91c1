package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.innocents.AddressBooks;
import io.leakwatch.traffic.stage.Route;
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
import java.util.Locale;

/** Made-up phone numbers are tried through contact discovery, to learn which have an account. */
final class ContactProbing implements Attack {

  private static final String ID = "contact-probing";
  private static final int APPS_OF_OTHERS = 30_000;

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
    return 560;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Probe(scene).run());
  }

  /** One attack. */
  private static final class Probe {

    private enum Way {
      NUMBERS("look-ups by number"),
      HASHES("look-ups by hash"),
      APP("look-ups through an app"),
      UPLOADS("uploads, then suggestions of strangers");

      final String words;

      Way(String words) {
        this.words = words;
      }
    }

    private final Scene scene;
    private final Dice dice;
    private final Way way;
    private final boolean rotating;
    private final int block;
    private final long firstNumber;
    private final double hitRate;
    private final boolean missesAnswered;
    private final Client client;
    private final String[] tokens;

    Probe(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.way = Way.values()[scene.turn() % Way.values().length];
      this.rotating = !scene.isLoud() && dice.chance(0.5);
      this.block = scene.isLoud() ? dice.between(1, 3) * 300 : 4_000_000;
      this.firstNumber = AddressBooks.someNumber(dice) / 10_000 * 10_000;
      this.hitRate = dice.spread(0.005, 0.09);
      this.missesAnswered = !scene.isLoud() && dice.chance(0.4);
      this.client =
          way == Way.APP
              ? new Client(
                  null,
                  dice.pick(UserAgents.SCRIPTS),
                  Names.client(APPS_OF_OTHERS + scene.number()),
                  ClientKind.THIRD_PARTY)
              : Client.firstParty(Names.device(dice), dice.pick(UserAgents.PHONES));
      this.tokens = new String[way == Way.APP ? dice.between(1, 20) : 1];
      for (int i = 0; i < tokens.length; i++) {
        tokens[i] = Names.dormant(dice);
      }
    }

    Culprit run() {
      long start = scene.begin() + scene.minutes(1, 5, 0.02);
      long span = scene.isLoud() ? scene.minutes(2, 25, 0.9) : scene.minutes(300, 1_150, 0.9);
      if (way == Way.UPLOADS) {
        upload(start, span);
      } else {
        lookUp(start, span);
      }
      String shape = (scene.isLoud() ? "loud: " : "evasive: slow, ") + way.words + how();
      return way == Way.APP
          ? new Culprit(ID, SubjectType.CLIENT, client.clientId(), shape)
          : new Culprit(ID, SubjectType.ACCOUNT, tokens[0], shape);
    }

    private String how() {
      boolean order = scene.isLoud() && (way == Way.NUMBERS || way == Way.APP);
      return (order ? ", a block of numbers" : "") + (rotating ? ", networks in turn" : "");
    }

    private void lookUp(long start, long span) {
      int most = (int) (scene.mostEvents() * 0.95);
      int numbers = Math.min(most, scene.isLoud() ? dice.between(250, 620) : most);
      int wanted = scene.isLoud() ? numbers : Math.min(numbers, dice.between(220, 480));
      boolean shuffled = dice.chance(0.5);
      long now = start;
      for (int i = 0; i < wanted; i++) {
        int step = scene.isLoud() && !shuffled ? i : dice.below(block);
        tryOne(now, firstNumber + step, i);
        now += 1 + (long) (span * (0.3 + 1.4 * dice.unit()) / wanted);
      }
    }

    private void tryOne(long at, long number, int index) {
      String asked =
          way == Way.HASHES
              ? EventIds.text('h', Dice.mix(number))
              : String.format(Locale.ROOT, "+%d", number);
      boolean refused = dice.chance(0.02);
      boolean hit = dice.chance(hitRate);
      int status = refused ? 429 : hit || missesAnswered ? 200 : 404;
      scene.attack().call(at, caller(index), Route.LOOK_UP, asked, status, hit ? 1 : 0);
    }

    /** Batch after batch; between them the platform suggests whom it found. */
    private void upload(long start, long span) {
      int batches = dice.between(14, 60);
      int room = Math.max(1, (scene.mostEvents() - batches) / batches);
      long now = start;
      for (int i = 0; i < batches; i++) {
        int found = Math.min(room, dice.between(2, 9));
        Caller caller = caller(i);
        scene.attack().call(now, caller, Route.UPLOAD_CONTACTS, null, 200, found);
        for (int s = 0; s < found; s++) {
          long shown = now + 2_000 + s * 700L;
          int mutual = dice.chance(0.03) ? 1 : 0;
          scene.attack().suggestion(shown, caller, Names.dormant(dice), mutual);
        }
        now += 12_000 + (long) (span * (0.3 + 1.4 * dice.unit()) / batches);
      }
    }

    private Caller caller(int index) {
      int network = rotating ? index / 60 : 0;
      Connection line = scene.networks.hosted(scene.number() + network * 10_000);
      return new Caller(tokens[dice.below(tokens.length)], client, line, null);
    }
  }
}
