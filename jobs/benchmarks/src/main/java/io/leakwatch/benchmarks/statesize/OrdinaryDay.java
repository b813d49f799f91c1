package io.leakwatch.benchmarks.statesize;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.schemas.SubjectType;
import java.time.Instant;
import java.util.function.Consumer;

/** What an ordinary entity of one kind does in the day before now, in the order of time. */
interface OrdinaryDay {

  /**
   * Goes through the day of one entity.
   *
   * @param number the entity, from 0
   */
  void live(int number, Consumer<Activity> then);

  /**
   * The day of an entity of a kind.
   *
   * @param now when the day ends
   * @param usersOfClient for how many accounts a client acts on that day
   * @throws IllegalArgumentException if it is no kind of which a platform has millions
   */
  static OrdinaryDay of(SubjectType kind, Instant now, int usersOfClient) {
    return switch (kind) {
      case ACCOUNT -> new AccountDay(now);
      case ADDRESS -> new AddressDay(now);
      case CLIENT -> new ClientDay(now, usersOfClient);
      case CONVERSATION -> new ConversationDay(now);
      default ->
          throw new IllegalArgumentException(
              kind + " cannot be measured; choose ACCOUNT, ADDRESS, CLIENT or CONVERSATION");
    };
  }
}
