package io.leakwatch.detection.needs;

import io.leakwatch.schemas.EventKind;

/** What an event can have that a detector looks for: a field that is filled, or a kind of event. */
public sealed interface Trait permits Field, Occurrence {

  /** The events that can have it. */
  EventKind kind();

  /**
   * Its name behind that of its topic, such as {@code login-events.device_id} or {@code
   * login-events.TOKEN_REFRESH}.
   */
  String path();
}
