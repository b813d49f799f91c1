package io.leakwatch.detectors.dmmetadatasiphon;

import io.leakwatch.detection.Confidence;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.SubjectType;

/**
 * What a reader has read by a certain time, in conversations.
 *
 * @param exposed with location or IP addresses; of them also how many with each
 * @param accounts on behalf of how many accounts, at least 1
 */
record Reading(
    Entity reader,
    long at,
    long read,
    long readInBurst,
    long exposed,
    long exposedInBurst,
    long withLocation,
    long withAddress,
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
        state.marked(ReadConversations.LOCATION, at),
        state.marked(ReadConversations.IP_ADDRESS, at),
        state.accounts(at));
  }

  boolean byApp() {
    return reader.type() == SubjectType.CLIENT;
  }

  /** Surer with each doubling; the API does not say whose conversations they are. */
  int confidence(long conversations) {
    return Confidence.of(byApp() ? 60 : 70).perDoubling(6, conversations, USUAL).between(50, 97);
  }

  String words() {
    String whose = byApp() ? " through the API" : " of which it is not known to be a member";
    String behalf = byApp() ? ", on behalf of " + Figures.counted(accounts, "account") : "";
    String what =
        exposed == 0
            ? "who wrote when, but no location and no IP address"
            : "the location in %d and IP addresses in %d".formatted(withLocation, withAddress);
    return "the metadata of about %s%s%s: %s"
        .formatted(Figures.counted(read, "conversation"), whose, behalf, what);
  }
}
