package io.leakwatch.pipeline.metrics;

import java.util.Locale;

/** What tells metrics of one name from each other. */
public enum Label {
  /** Id of a detector; {@code coverage-gap} for the job itself. */
  DETECTOR("id of the detector; `coverage-gap` for what the job finds out about itself"),
  /** Of a dead letter, or of a coverage gap. */
  REASON("why; for dead letters and for gaps as their pages list them"),
  TOPIC("the topic; of events what kind of topic it is, whatever it is called in Kafka"),
  PARTITION("the number of the topic's partition"),
  FIELD("the field's name in the schema"),
  /** Of a command. */
  OUTCOME("whether it is applied: `accepted` or `refused`"),
  /** Of an event, or of an entity. */
  KIND("of an event what happened, of an entity what it is, such as `ACCOUNT`");

  private final String meaning;

  Label(String meaning) {
    this.meaning = meaning;
  }

  /** As it stands in front of its value: {@code detector}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In words, for a page. */
  public String meaning() {
    return meaning;
  }
}
