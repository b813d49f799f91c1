package io.leakwatch.traffic.worlds;

import io.leakwatch.schemas.EventKind;

/**
 * A field of the events of one kind.
 *
 * @param kind gives the topic
 * @param name as in the schema; a field of a record in it after a point, {@code geo.latitude}
 */
public record EventField(EventKind kind, String name) {

  /** As users write it: {@code login-events.device_id}. */
  @Override
  public String toString() {
    return kind.topic() + "." + name;
  }
}
