package io.leakwatch.workbench.schemas;

import io.leakwatch.pipeline.formats.Compatibility;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.pipeline.kafka.SourceOptions;
import io.leakwatch.pipeline.registry.Answer;
import io.leakwatch.pipeline.registry.RegistryAway;
import io.leakwatch.pipeline.registry.RegistryClient;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Whether what a registry's subjects hold goes with the schemas of this version: events that were
 * written with any of theirs can be read here, and what is written here can be read with theirs.
 */
final class SubjectChecks {

  /**
   * What was found about a subject.
   *
   * @param words a line
   * @param compared whether there was something to compare
   */
  record Finding(String words, boolean compared, boolean isFault) {}

  private final RegistryClient registry;
  private final KafkaOptions kafka;
  private final List<Finding> findings = new ArrayList<>();

  SubjectChecks(RegistryClient registry, KafkaOptions kafka) {
    this.registry = registry;
    this.kafka = kafka;
  }

  List<Finding> findings() throws RegistryAway, InterruptedException {
    for (EventKind kind : EventKind.values()) {
      String topic = kafka.topic(kind);
      String mapping = kafka.get(SourceOptions.mappingOf(kind));
      if (topic.isEmpty()) {
        continue;
      }
      if (mapping.isEmpty()) {
        check(topic, true, kind.schema());
      } else {
        findings.add(
            new Finding(
                "%s: not compared, because %s maps its records".formatted(subject(topic), mapping),
                false,
                false));
      }
    }
    check(kafka.get(KafkaOptions.ALERTS_TOPIC), false, Alert.getClassSchema());
    check(kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC), false, DeadLetter.getClassSchema());
    return findings;
  }

  /** By TopicNameStrategy, which is what Confluent's and Apicurio's serializers do by default. */
  private static String subject(String topic) {
    return topic + "-value";
  }

  /**
   * @param isRead whether the topic is read here; else it is written
   */
  private void check(String topic, boolean isRead, Schema ours)
      throws RegistryAway, InterruptedException {
    String subject = subject(topic);
    List<Integer> versions = registry.versions(subject);
    if (versions.isEmpty()) {
      if (isRead) {
        findings.add(new Finding(subject + ": the registry has no such subject", false, false));
      }
      return;
    }
    for (int version : versions) {
      String fault = fault(registry.schema(subject, version), isRead, ours);
      findings.add(
          new Finding(
              "%s, version %d: %s%s"
                  .formatted(
                      subject,
                      version,
                      fault == null
                          ? (isRead ? "can be read" : "reads what this version writes")
                          : (isRead
                              ? "cannot be read: "
                              : "does not read what this version writes: "),
                      fault == null ? "" : fault),
              true,
              fault != null));
    }
  }

  private static String fault(Answer theirs, boolean isRead, Schema ours) {
    if (theirs instanceof Answer.Known known) {
      return isRead
          ? Compatibility.fault(ours, known.schema())
          : Compatibility.fault(known.schema(), ours);
    }
    return theirs instanceof Answer.Unusable unusable
        ? unusable.why()
        : "the registry lists it, but does not have it";
  }
}
