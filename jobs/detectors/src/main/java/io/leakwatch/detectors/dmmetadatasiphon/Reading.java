package io.leakwatch.detectors.dmmetadatasiphon;

import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;

/**
 * What a reader has read by a certain time, in conversations.
 *
 * @param exposed with location or IP addresses
 * @param accounts on behalf of how many accounts, at least 1
 */
record Reading(
    Entity reader,
    long at,
    long read,
    long readInBurst,
    long exposed,
    long exposedInBurst,
    long accounts) {

  private static final int USUAL = 50;

  static Reading of(Entity reader, ReadConversations state, long at) {
    return new Reading(
        reader,
        at,
        state.read(at),
        state.readInBurst(at),
        state.exposed(at),
        state.exposedInBurst(at),
        state.accounts(at));
  }

  boolean byApp() {
    return reader.type() == SubjectType.CLIENT;
  }

  /** Surer with each doubling; the API does not say whose conversations they are. */
  int confidence(long conversations) {
    return Confidence.of(byApp() ? 60 : 70).perDoubling(6, conversations, USUAL).between(50, 97);
  }
}
