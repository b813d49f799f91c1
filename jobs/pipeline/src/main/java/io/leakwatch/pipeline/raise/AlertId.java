package io.leakwatch.pipeline.raise;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The name of an alert: the same cause has the same one, live and replayed. */
public final class AlertId {

  private AlertId() {}

  /** A version 3 UUID of what raised the alert. */
  public static String of(String... cause) {
    return UUID.nameUUIDFromBytes(String.join("\n", cause).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
