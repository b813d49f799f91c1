package io.leakwatch.console.feed;

/** Nothing can be decided at the moment; the message says why, and what to do. */
public final class NotNow extends RuntimeException {

  public NotNow(String message) {
    super(message);
  }
}
