package io.leakwatch.pipeline.formats;

import io.leakwatch.pipeline.decode.DeadLetterReason;

/** A value cannot be read; the message says why, for a dead letter. */
final class NoTree extends Exception {

  private final DeadLetterReason reason;

  NoTree(DeadLetterReason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  DeadLetterReason reason() {
    return reason;
  }
}
