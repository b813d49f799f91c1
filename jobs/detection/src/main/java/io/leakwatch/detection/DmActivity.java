package io.leakwatch.detection;

import io.leakwatch.schemas.DmKind;

/**
 * A message, a read of message metadata, a call or a suggestion; never content.
 *
 * @param account who sent, read, called, or was shown the suggestion
 * @param peer the other party; null for none
 * @param conversation null outside a conversation
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
    int network)
    implements Activity {

  @Override
  public String session() {
    return null;
  }
}
