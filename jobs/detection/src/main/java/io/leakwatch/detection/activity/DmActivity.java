package io.leakwatch.detection.activity;

import io.leakwatch.schemas.CallRoute;
import io.leakwatch.schemas.DmKind;
import io.leakwatch.schemas.Encryption;

/**
 * A message, a read of message metadata, a call or a suggestion; never content.
 *
 * @param account who sent, read, called, or was shown the suggestion
 * @param peer the other party; null for none
 * @param conversation null outside a conversation
 * @param participants members of the conversation, 0 or more
 * @param member the one who acted is a member of the conversation
 * @param knownContact the peer has the one who acted among its contacts
 * @param mutualContacts how many contacts both have; {@link #UNKNOWN} where not known
 * @param dataClasses what a read exposed
 * @param recordAt when the message whose metadata was read was sent, epoch milliseconds; {@link
 *     ApiCall#UNKNOWN_AGE} where not known
 * @param callRoute null outside a call
 * @param relayRequested either party asked for its address to be masked
 * @param answered whether the call was answered; null where not known
 * @param durationMillis how long the call lasted; {@link #UNKNOWN} where not known
 */
public record DmActivity(
    String eventId,
    long at,
    DmKind kind,
    String account,
    String peer,
    String conversation,
    String client,
    String address,
    int network,
    int participants,
    boolean member,
    boolean knownContact,
    int mutualContacts,
    Encryption encryption,
    DataClasses dataClasses,
    long recordAt,
    CallRoute callRoute,
    boolean relayRequested,
    Boolean answered,
    long durationMillis)
    implements Activity {

  public static final int UNKNOWN = -1;

  @Override
  public String session() {
    return null;
  }
}
