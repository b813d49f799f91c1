package io.leakwatch.console.handover;

import java.time.Clock;
import java.time.Duration;

/**
 * Sends messages until they are taken, or given up. Waits are twice as long each time, from a
 * second to five minutes.
 */
final class Sending {

  static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** What is done while waiting, so that Kafka does not take its reader for dead. */
  interface Patience {
    /** Waits for as long; may return sooner. */
    void wait(Duration time) throws InterruptedException;
  }

  private final Receiver receiver;
  private final Progress progress;
  private final Clock clock;
  private final Duration giveUpAfter;
  private final Duration firstWait;

  Sending(
      Receiver receiver, Progress progress, Clock clock, Duration giveUpAfter, Duration firstWait) {
    this.receiver = receiver;
    this.progress = progress;
    this.clock = clock;
    this.giveUpAfter = giveUpAfter;
    this.firstWait = firstWait;
  }

  /** Returns when the message was taken or given up. */
  void send(Message message, Patience patience) throws InterruptedException {
    long end = clock.millis() + giveUpAfter.toMillis();
    Duration wait = firstWait;
    while (true) {
      Answer answer = receiver.send(message);
      if (answer instanceof Answer.Taken) {
        progress.delivered();
        return;
      }
      if (answer instanceof Answer.Never never) {
        progress.gaveUp(message, never.why());
        return;
      }
      String why = ((Answer.Later) answer).why();
      if (clock.millis() >= end) {
        progress.gaveUp(message, why);
        return;
      }
      progress.waits(message, why);
      waitUntil(Math.min(end, clock.millis() + wait.toMillis()), patience);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }
  }

  private void waitUntil(long time, Patience patience) throws InterruptedException {
    for (long left = time - clock.millis(); left > 0; left = time - clock.millis()) {
      patience.wait(Duration.ofMillis(left));
    }
  }
}
