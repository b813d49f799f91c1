package io.leakwatch.console.feed;

import io.leakwatch.detection.option.Option;
import io.leakwatch.pipeline.kafka.KafkaOptions;

/** A topic that the console reads. */
public enum ConsoleTopic {
  ALERTS,
  ALERTS_HISTORY,
  TRIAGE,
  TRIAGE_LOG,
  SUPPRESSIONS,
  CONTROL,
  CONTROL_STATUS,
  DEAD_LETTERS;

  /** The key under which a configuration names it. */
  public Option<String> option() {
    return switch (this) {
      case ALERTS -> KafkaOptions.ALERTS_TOPIC;
      case ALERTS_HISTORY -> KafkaOptions.ALERTS_HISTORY_TOPIC;
      case TRIAGE -> KafkaOptions.TRIAGE_TOPIC;
      case TRIAGE_LOG -> KafkaOptions.TRIAGE_LOG_TOPIC;
      case SUPPRESSIONS -> KafkaOptions.SUPPRESSIONS_TOPIC;
      case CONTROL -> KafkaOptions.CONTROL_TOPIC;
      case CONTROL_STATUS -> KafkaOptions.CONTROL_STATUS_TOPIC;
      case DEAD_LETTERS -> KafkaOptions.DEAD_LETTERS_TOPIC;
    };
  }

  /** Its name in a configuration; empty where it is not read. */
  String nameIn(KafkaOptions kafka) {
    boolean isUnreadable = this == ALERTS && kafka.alertsAreOcsf();
    return isUnreadable ? "" : kafka.get(option());
  }

  /** The part of the page that it changes. */
  String part() {
    return switch (this) {
      case ALERTS, ALERTS_HISTORY -> "alerts";
      case TRIAGE, TRIAGE_LOG -> "triage";
      case SUPPRESSIONS, CONTROL_STATUS -> "suppressions";
      case CONTROL -> "control";
      case DEAD_LETTERS -> "health";
    };
  }
}
