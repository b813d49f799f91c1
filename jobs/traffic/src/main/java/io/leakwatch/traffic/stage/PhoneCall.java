package io.leakwatch.traffic.stage;

import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.traffic.world.Caller;
import io.leakwatch.traffic.world.Dice;
import io.leakwatch.traffic.world.EventIds;

/**
 * A call from one account to another, as its two events report it.
 *
 * @param known the one called has the caller among the contacts
 * @param direct it goes peer to peer, unless masking prevents it
 */
public record PhoneCall(
    String peer, String conversation, boolean known, boolean direct, Masking masking) {

  /** Whether either party asked for its address to be hidden. */
  public enum Masking {
    NOT_WANTED,
    /** Before the call was set up; it is relayed. */
    DONE,
    /** In the middle of the call, whose way stays what it was. */
    WANTED_LATER,
    /** Before the call was set up; it goes peer to peer all the same. */
    FAILED
  }

  public static PhoneCall toContact(String peer, String conversation) {
    return new PhoneCall(peer, conversation, true, false, Masking.NOT_WANTED);
  }

  public static PhoneCall toStranger(String peer, Dice dice) {
    String conversation = EventIds.text('c', dice.bits());
    return new PhoneCall(peer, conversation, false, false, Masking.NOT_WANTED);
  }

  public PhoneCall peerToPeer() {
    return new PhoneCall(peer, conversation, known, true, masking);
  }

  public PhoneCall with(Masking other) {
    return new PhoneCall(peer, conversation, known, direct, other);
  }

  /**
   * Makes the call.
   *
   * @param ringMs how long it rang, milliseconds
   * @param talkMs how long they talked, milliseconds; 0 where nobody answered
   * @return when it was over, epoch milliseconds
   */
  public long place(long at, Caller caller, Stage stage, long ringMs, long talkMs) {
    boolean atStart = masking == Masking.DONE || masking == Masking.FAILED;
    boolean atEnd = masking != Masking.NOT_WANTED;
    boolean straight = masking == Masking.FAILED || (direct && masking != Masking.DONE);
    CallRoute route = straight ? CallRoute.PEER_TO_PEER : CallRoute.RELAYED;
    stage.dm(
        at,
        caller,
        DmKind.CALL_STARTED,
        peer,
        conversation,
        event -> event.setKnownContact(known).setCallRoute(route).setRelayRequested(atStart));
    long over = at + ringMs + talkMs;
    stage.dm(
        over,
        caller,
        DmKind.CALL_ENDED,
        peer,
        conversation,
        event ->
            event
                .setKnownContact(known)
                .setCallRoute(route)
                .setRelayRequested(atEnd)
                .setAnswered(talkMs > 0)
                .setDurationMs(talkMs));
    return over;
  }
}
