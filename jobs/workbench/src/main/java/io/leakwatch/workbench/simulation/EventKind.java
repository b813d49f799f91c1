package io.leakwatch.workbench.simulation;

/** The three kinds of events, each with the topic it goes to. */
public enum EventKind {
  LOGIN("login-events"),
  API("api-events"),
  DM("dm-metadata-events");

  private final String topic;

  EventKind(String topic) {
    this.topic = topic;
  }

  /** Name of the topic, and of the file without its extension. */
  public String topic() {
    return topic;
  }
}
