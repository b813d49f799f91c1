package io.leakwatch.console.handover;

/** What came of one attempt to send a message. */
sealed interface Answer {

  /** The receiver has it. */
  record Taken() implements Answer {}

  /**
   * Not now; it may be taken later.
   *
   * @param why words without a URL, which may be a secret
   */
  record Later(String why) implements Answer {}

  /**
   * The receiver does not take this message, however often it is sent.
   *
   * @param why likewise
   */
  record Never(String why) implements Answer {}
}
