package io.leakwatch.detectors.encryptiondowngrade;

import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.schemas.Encryption;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * A run of messages that went out weaker than a conversation is used to: from the first one until
 * none has followed for so long. Nearly always there is none.
 */
final class WeakerMessages implements StatePart {

  private static final int SEVERAL_SENDERS = 1;
  private static final int SENDER_ENCRYPTS = 2;

  /** Counts stop here: more would change no alert, and the bytes stay few. */
  private static final int MOST = 1 << 20;

  private final long pauseMillis;
  private long firstAt = NEVER;
  private long lastAt = NEVER;
  private int count;
  private int unprotected;
  private int encryptedSince;
  private int membersBefore;
  private int membersThen;
  private long sender;
  private int flags;
  private int toldCount;
  private int toldLevel;

  WeakerMessages(Duration pause) {
    this.pauseMillis = pause.toMillis();
  }

  boolean isGoingOn(long at) {
    return count > 0 && at - lastAt <= pauseMillis;
  }

  /**
   * Adds a weaker message.
   *
   * @param members how many members the conversation had when it was last encrypted
   */
  void add(DmActivity message, int members) {
    long who = Hashes.of(message.account());
    if (!isGoingOn(message.at())) {
      begin(message, who, members);
    }
    firstAt = Math.min(firstAt, message.at());
    lastAt = Math.max(lastAt, message.at());
    count = Math.min(MOST, count + 1);
    if (message.encryption() == Encryption.NONE) {
      unprotected = Math.min(MOST, unprotected + 1);
    }
    if (who != sender) {
      flags |= SEVERAL_SENDERS;
    }
  }

  private void begin(DmActivity message, long who, int members) {
    firstAt = message.at();
    lastAt = message.at();
    count = 0;
    unprotected = 0;
    encryptedSince = 0;
    membersBefore = members;
    membersThen = message.participants();
    sender = who;
    flags = 0;
    toldCount = 0;
    toldLevel = 0;
  }

  /** An encrypted message went out meanwhile. */
  void encrypted(DmActivity message) {
    if (isGoingOn(message.at()) && message.at() >= firstAt) {
      encryptedSince = Math.min(MOST, encryptedSince + 1);
      if (Hashes.of(message.account()) == sender) {
        flags |= SENDER_ENCRYPTS;
      }
    }
  }

  int count() {
    return count;
  }

  /** How many of them were not protected at all. */
  int unprotected() {
    return unprotected;
  }

  /** Encrypted messages since the first of them. */
  int encryptedSince() {
    return encryptedSince;
  }

  double share() {
    return (double) count / (count + encryptedSince);
  }

  /** All are from one sender, who has sent no encrypted one since. */
  boolean isOneSendersClient() {
    return flags == 0;
  }

  boolean isFromSeveral() {
    return (flags & SEVERAL_SENDERS) != 0;
  }

  /** Somebody had joined when the first of them was sent. */
  boolean followsNewMember() {
    return membersThen > membersBefore;
  }

  int membersBefore() {
    return membersBefore;
  }

  int membersThen() {
    return membersThen;
  }

  long firstAt() {
    return firstAt;
  }

  /** Whether it is worth an alert: at first, once it has doubled, or once it is more severe. */
  boolean isDue(int level) {
    return toldCount == 0 || count >= 2 * toldCount || level > toldLevel;
  }

  /** The highest level that it was noticed at. */
  int toldLevel() {
    return toldLevel;
  }

  void told(int level) {
    toldCount = count;
    toldLevel = Math.max(toldLevel, level);
  }

  @Override
  public long endsAt() {
    return lastAt == NEVER ? NEVER : lastAt + pauseMillis;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    VarInts.write(count, out);
    VarInts.write(lastAt, out);
    VarInts.write(lastAt - firstAt, out);
    out.writeLong(sender);
    out.writeByte(flags);
    VarInts.write(unprotected, out);
    VarInts.write(encryptedSince, out);
    VarInts.write(membersBefore, out);
    VarInts.write(membersThen, out);
    VarInts.write(toldCount, out);
    VarInts.write(toldLevel, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = (int) VarInts.read(in);
    lastAt = VarInts.read(in);
    firstAt = lastAt - VarInts.read(in);
    sender = in.readLong();
    flags = in.readByte();
    unprotected = (int) VarInts.read(in);
    encryptedSince = (int) VarInts.read(in);
    membersBefore = (int) VarInts.read(in);
    membersThen = (int) VarInts.read(in);
    toldCount = (int) VarInts.read(in);
    toldLevel = (int) VarInts.read(in);
  }
}
