package io.leakwatch.traffic.stage;

import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;
import io.leakwatch.traffic.stage.PhoneCall.Masking;
import io.leakwatch.traffic.world.Account;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.Population;

/** Members write to, call, and are shown each other. */
public final class Conversations {

  private static final long HOUR_MS = 3_600_000;

  private final Population population;
  private final Dice dice;

  public Conversations(Population population, Dice dice) {
    this.population = population;
    this.dice = dice;
  }

  /** A few messages to somebody, at the pace of typing; returns when it was over. */
  public long chat(Account account, Caller caller, long at, Stage stage) {
    int rank = dice.favourite(account.contacts);
    int peer = population.contact(account, rank);
    boolean group = dice.chance(0.1);
    String conversation = group ? "g" + account.number / 8 : conversation(account.number, peer);
    int participants = group ? 8 : 2;
    String peerId = group ? null : population.get(peer).id;
    long now = at;
    long age = age();
    stage.metadataRead(now, caller, peerId, conversation, participants, age);
    int messages = 1 + dice.favourite(8);
    boolean newPhone = messages > 2 && dice.chance(0.02);
    int clear = newPhone ? dice.between(1, 2) : 0;
    for (int i = 0; i < messages; i++) {
      now += dice.within(3_000, 30_000);
      Encryption encryption = i < clear ? Encryption.TRANSPORT : encryption();
      message(now, caller, peerId, conversation, participants, encryption, stage);
    }
    return aside(account, caller, now, peerId, conversation, stage);
  }

  /** A new phone sends one or two before it has a key; now and then a server did not note it. */
  private Encryption encryption() {
    return dice.chance(0.005) ? Encryption.UNKNOWN : Encryption.END_TO_END;
  }

  private static void message(
      long at,
      Caller caller,
      String peer,
      String conversation,
      int participants,
      Encryption encryption,
      Stage stage) {
    stage.dm(
        at,
        caller,
        DmKind.MESSAGE_SENT,
        peer,
        conversation,
        message -> message.setEncryption(encryption).setParticipants(participants));
  }

  /** Of the oldest message that is loaded; some scroll back for years. */
  private long age() {
    boolean longAgo = dice.chance(0.02);
    return longAgo
        ? dice.within(200 * HOUR_MS, 50_000 * HOUR_MS)
        : dice.within(60_000, 200 * HOUR_MS);
  }

  private long aside(
      Account account, Caller caller, long at, String peer, String conversation, Stage stage) {
    double u = dice.unit();
    if (u < 0.08 && peer != null) {
      return call(caller, at + 2_000, peer, conversation, stage);
    }
    if (u < 0.13) {
      // To somebody new, who does not have the writer among its contacts yet.
      int stranger = population.acquaintance(account, dice);
      String other = conversation(account.number, stranger);
      stage.message(at + 9_000, caller, population.get(stranger).id, other, 2, false);
      return at + 9_000;
    }
    if (u < 0.3) {
      return suggestions(account, caller, at, stage);
    }
    return at;
  }

  private long call(Caller caller, long at, String peer, String conversation, Stage stage) {
    long duration = dice.chance(0.3) ? 0 : dice.within(15_000, 900_000);
    PhoneCall call = PhoneCall.toContact(peer, conversation).with(masking());
    call = dice.chance(0.35) ? call.peerToPeer() : call;
    return call.place(at, caller, stage, duration > 0 ? 6_000 : 30_000, duration);
  }

  private Masking masking() {
    double u = dice.unit();
    if (u < 0.2) {
      return Masking.DONE;
    }
    return u < 0.23 ? Masking.WANTED_LATER : Masking.NOT_WANTED;
  }

  private long suggestions(Account account, Caller caller, long at, Stage stage) {
    int shown = dice.between(2, 4);
    for (int i = 0; i < shown; i++) {
      String suggested = population.get(population.acquaintance(account, dice)).id;
      stage.suggestion(at + 300 + i, caller, suggested, dice.between(1, 15));
    }
    return at + 1_000;
  }

  /** Id of the conversation of two members. */
  public static String conversation(int one, int other) {
    return "c" + Math.min(one, other) + "-" + Math.max(one, other);
  }
}
