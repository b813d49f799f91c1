package io.leakwatch.traffic.attacks;

import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.traffic.stage.Scene;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Client;
import io.leakwatch.traffic.world.Connection;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Names;
import io.leakwatch.traffic.world.UserAgents;
import java.time.Duration;
import java.util.List;

/** A conversation that was end-to-end encrypted is made to go on in the open. */
final class EncryptionDowngrade implements Attack {

  private static final String ID = "encryption-downgrade";
  private static final int FIRST_CONVERSATION = 50_000_000;

  @Override
  public String detectorId() {
    return ID;
  }

  @Override
  public Duration longest() {
    return Duration.ofHours(26);
  }

  @Override
  public int events() {
    return 60;
  }

  @Override
  public List<Culprit> perform(Scene scene) {
    return List.of(new Conversation(scene).run());
  }

  /** One conversation. */
  private static final class Conversation {

    private enum Shape {
      EVERYBODY("everybody at once"),
      ONE_SENDER("one sender, the others go on encrypting"),
      NEWCOMER("after somebody joined"),
      TRICKLE("a message every hour or two"),
      MIXED("encrypted messages in between");

      final String words;

      Shape(String words) {
        this.words = words;
      }
    }

    private static final List<Shape> EVASIVE =
        List.of(Shape.ONE_SENDER, Shape.NEWCOMER, Shape.TRICKLE, Shape.MIXED);

    private final Scene scene;
    private final Dice dice;
    private final Shape shape;
    private final String id;
    private final Caller[] members;
    private final boolean inTheOpen;
    private long now;

    Conversation(Scene scene) {
      this.scene = scene;
      this.dice = scene.dice;
      this.shape = scene.isLoud() ? Shape.EVERYBODY : EVASIVE.get(scene.turn() % EVASIVE.size());
      boolean group = shape == Shape.NEWCOMER || dice.chance(0.3);
      this.id = (group ? "g" : "c") + (FIRST_CONVERSATION + scene.number());
      this.members = new Caller[group ? dice.between(3, 9) : 2];
      for (int i = 0; i < members.length; i++) {
        Client client = Client.firstParty(null, dice.pick(UserAgents.PHONES));
        Connection line = scene.networks.stranger(dice);
        members[i] = new Caller(Names.dormant(dice), client, line, null);
      }
      this.inTheOpen = dice.chance(0.5);
    }

    Culprit run() {
      now = scene.begin() + scene.minutes(1, 4, 0.03);
      long before = scene.minutes(5, 300, 0.3);
      int encrypted = Math.min(dice.between(5, 20), scene.mostEvents() / 3);
      for (int i = 0; i < encrypted; i++) {
        encrypted(dice.below(members.length));
        now += 1 + (long) (before * dice.unit() * 1.4 / encrypted);
      }
      downgrade(encrypted);
      return new Culprit(ID, SubjectType.CONVERSATION, id, words());
    }

    private void downgrade(int before) {
      double part = shape == Shape.ONE_SENDER ? 0.5 : 0.7;
      int weaker = Math.min(weaker(), (int) ((scene.mostEvents() - before) * part));
      long span =
          switch (shape) {
            case EVERYBODY, NEWCOMER -> scene.minutes(2, 90, 0.4);
            case TRICKLE -> scene.minutes(240, 1_000, 0.6);
            default -> scene.minutes(20, 500, 0.5);
          };
      int sender = dice.below(members.length);
      for (int i = 0; i < weaker; i++) {
        now += 1 + (long) (span * (0.4 + dice.unit()) / 1.5 / weaker);
        boolean between = shape == Shape.MIXED ? dice.chance(0.3) : shape == Shape.ONE_SENDER;
        if (between && i > 0) {
          encrypted((sender + 1 + dice.below(members.length - 1)) % members.length);
          now += dice.within(2_000, 40_000);
        }
        weaker(shape == Shape.ONE_SENDER ? sender : dice.below(members.length), i);
      }
    }

    private int weaker() {
      return switch (shape) {
        case EVERYBODY -> dice.between(6, 40);
        case TRICKLE -> dice.between(5, 10);
        case MIXED -> dice.between(8, 24);
        default -> dice.between(5, 18);
      };
    }

    private void encrypted(int sender) {
      scene.around().message(now, members[sender], peer(sender), id, members.length, true);
    }

    private void weaker(int sender, int index) {
      Encryption encryption =
          inTheOpen && (index > 1 || scene.isLoud()) ? Encryption.NONE : Encryption.TRANSPORT;
      int participants = members.length + (shape == Shape.NEWCOMER ? 1 : 0);
      scene
          .attack()
          .dm(
              now,
              members[sender],
              DmKind.MESSAGE_SENT,
              peer(sender),
              id,
              message -> message.setEncryption(encryption).setParticipants(participants));
    }

    private String peer(int sender) {
      return members.length > 2 ? null : members[1 - sender].account();
    }

    private String words() {
      return (scene.isLoud() ? "loud: " : "evasive: ")
          + shape.words
          + (inTheOpen ? ", in the open" : ", to transport encryption");
    }
  }
}
