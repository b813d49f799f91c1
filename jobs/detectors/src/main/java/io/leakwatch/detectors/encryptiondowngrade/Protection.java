package io.leakwatch.detectors.encryptiondowngrade;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.DmActivity;
import io.leakwatch.detection.state.CoarseWhole;
import io.leakwatch.detection.state.RecentTexts;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.story.Origins;
import io.leakwatch.detection.story.Story;
import java.time.Duration;
import java.util.List;

/**
 * How the messages of one conversation were protected. Every encrypted conversation has one, so an
 * ordinary one is a handful of bytes: how often it was seen encrypted, and how many members it had,
 * in one number.
 */
final class Protection extends SensorState {

  /** More encrypted messages than these are as good as these. */
  static final int MOST_ENCRYPTED = 15;

  private static final int COUNT_BITS = 4;
  private static final int MOST_MEMBERS = 1_000_000;
  private static final int MOST_PEOPLE = 20;

  private final CoarseWhole encrypted;
  final WeakerMessages weaker;
  final RecentTexts events;
  final RecentTexts people;
  final Story story;
  private final RecentTexts client;
  private final Origins origins;

  Protection(Duration rememberedFor, Duration pause, Duration staysOpen) {
    encrypted = new CoarseWhole(rememberedFor, Duration.ofDays(1));
    weaker = new WeakerMessages(pause);
    events = new RecentTexts(Signal.MOST_EVENTS, pause);
    people = new RecentTexts(MOST_PEOPLE, pause);
    client = new RecentTexts(1, pause);
    origins = new Origins(pause);
    story = new Story(staysOpen);
  }

  @Override
  protected List<StatePart> parts() {
    return List.of(encrypted, weaker, events, people, client, origins, story);
  }

  @Override
  public long dueAt() {
    return story.dueAt();
  }

  void encrypted(DmActivity message) {
    weaker.encrypted(message);
    long count = Math.min(MOST_ENCRYPTED, timesEncrypted(message.at()) + 1);
    long members = Math.min(MOST_MEMBERS, message.participants());
    encrypted.set((members << COUNT_BITS) | count, message.at());
  }

  /** Messages seen encrypted, at most {@link #MOST_ENCRYPTED}. */
  int timesEncrypted(long at) {
    return (int) encrypted.get(at) & MOST_ENCRYPTED;
  }

  void weaker(DmActivity message) {
    long at = message.at();
    weaker.add(message, (int) (encrypted.get(at) >> COUNT_BITS));
    events.add(message.eventId(), at);
    people.add(message.account(), at);
    people.add(message.peer(), at);
    client.add(message.client(), at);
    origins.add(message);
    story.count(message);
    touch(message.account(), message.peer(), at);
  }

  private void touch(String sender, String peer, long at) {
    story.touch(sender, at);
    story.touch(peer, at);
  }

  /** The run was noticed by this message, or has grown. */
  void noticed(DmActivity message) {
    long at = message.at();
    if (!story.isOn(at)) {
      story.begin(message, weaker.firstAt(), weaker.count(), origins.list(at));
      people.list(at).forEach(person -> story.touch(person, at));
    }
    story.reported(at);
  }

  /** With what the last weaker message was sent; null where that is not known. */
  String lastClient(long at) {
    List<String> last = client.list(at);
    return last.isEmpty() ? null : last.get(0);
  }
}
