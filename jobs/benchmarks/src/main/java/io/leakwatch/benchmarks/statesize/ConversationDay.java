package io.leakwatch.benchmarks.statesize;

import io.leakwatch.detection.activity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A conversation's day: four end-to-end encrypted messages between two accounts. */
final class ConversationDay implements OrdinaryDay {

  private static final int MESSAGES = 4;
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Instant now;
  private final Acts acts = new Acts();

  ConversationDay(Instant now) {
    this.now = now;
  }

  @Override
  public void live(int number, Consumer<Activity> then) {
    for (int i = 0; i < MESSAGES; i++) {
      long at = now.minus(PAUSE.multipliedBy(MESSAGES - i)).toEpochMilli();
      int writer = number + i % 2;
      int peer = number + 1 - i % 2;
      String conversation = "c" + Acts.account(number);
      then.accept(acts.message(at, writer, peer, conversation, Acts.home(writer)));
    }
  }
}
