package io.leakwatch.pipeline.kafka;

import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.schemas.EventKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which Kafka, which topics, and how the job reads and writes them. */
public record KafkaOptions(Settings settings, Map<String, String> properties)
    implements Serializable {

  public static final Option<String> BOOTSTRAP_SERVERS =
      Option.text("kafka.bootstrap-servers", "")
          .because("Host and port of some brokers, separated by commas. Must be given.");
  public static final Option<String> GROUP_ID =
      Option.text("kafka.group-id", "leakwatch")
          .because("Consumer group under which offsets are committed, at every checkpoint.");
  public static final Option<String> START_FROM =
      Option.oneOf("kafka.start-from", "committed", List.of("committed", "earliest", "latest"))
          .because(
              "Where a job without a savepoint begins: at the group's committed offsets (at the"
                  + " earliest record if there are none), or always at the earliest or latest"
                  + " record.");
  public static final Option<String> LOGIN_TOPIC =
      Option.text("kafka.topics.login-events", "login-events")
          .because("Topic of login events; empty to run without them.");
  public static final Option<String> API_TOPIC =
      Option.text("kafka.topics.api-events", "api-events")
          .because("Topic of API events; empty to run without them.");
  public static final Option<String> DM_TOPIC =
      Option.text("kafka.topics.dm-metadata-events", "dm-metadata-events")
          .because("Topic of message metadata events; empty to run without them.");
  public static final Option<String> ALERTS_TOPIC =
      Option.text("kafka.topics.alerts", "alerts").because("Topic to which alerts are written.");
  public static final Option<String> DEAD_LETTERS_TOPIC =
      Option.text("kafka.topics.dead-letters", "dead-letters")
          .because("Topic to which records are written that could not be evaluated.");
  public static final Option<String> ALERTS_HISTORY_TOPIC =
      Option.text("kafka.topics.alerts-history", "alerts-history")
          .because(
              "Topic to which every revision of every alert is written, in Avro; a compacted topic"
                  + " of alerts drops the older ones. Empty to keep none.");
  public static final Option<String> SUPPRESSIONS_TOPIC =
      Option.text("kafka.topics.suppressions", "suppressions")
          .because(
              "Topic of decisions that alerts of a kind ask for no action; the job reads it. Empty"
                  + " to run without them.");
  public static final Option<String> CONTROL_TOPIC =
      Option.text("kafka.topics.control", "control")
          .because(
              "Topic of decisions about how detectors alert; the job reads it. Empty to run without"
                  + " them.");
  public static final Option<String> CONTROL_STATUS_TOPIC =
      Option.text("kafka.topics.control-status", "control-status")
          .because(
              "Topic on which the job answers suppressions and controls. Empty to answer none.");
  public static final Option<String> TRIAGE_TOPIC =
      Option.text("kafka.topics.triage", "triage")
          .because("Topic of how far analysts are with each alert; the console writes it.");
  public static final Option<String> TRIAGE_LOG_TOPIC =
      Option.text("kafka.topics.triage-log", "triage-log")
          .because("Topic of everything that analysts did; the console writes it.");
  public static final Option<Boolean> CREATE_TOPICS =
      Option.flag("kafka.create-topics", false)
          .because(
              "Whether topics that are missing are made at the start. Topics of events have"
                  + " message.timestamp.type=LogAppendTime, alerts are compacted, dead letters are"
                  + " kept for a week; replicas are as many as the brokers make by default. Off,"
                  + " the job does not start without them: a mistyped name would make a topic that"
                  + " nobody writes to. Topics of decisions and the history of alerts are made in"
                  + " any case, once all others are there.");
  public static final Option<Integer> CREATED_PARTITIONS =
      Option.whole("kafka.created-partitions", 6, "partitions")
          .between(1, 10_000)
          .because(
              "Partitions of a topic that kafka.create-topics makes, and of the history of alerts;"
                  + " dead letters and topics of decisions have one. Six are read evenly by one,"
                  + " two, three or six subtasks.");
  public static final Option<List<String>> WRITER_SCHEMAS =
      Option.texts("kafka.writer-schemas", List.of())
          .because(
              "Files or folders with the .avsc schemas of producers of other versions. The version"
                  + " with which this job was built is always known. They are read where the job is"
                  + " submitted.");
  public static final Option<String> ALERTS_FORMAT =
      Option.oneOf("alerts.format", "avro", List.of("avro", "json", "ocsf"))
          .because(
              "avro: single-object encoding; json: the same record; ocsf: an OCSF 1.8 Detection"
                  + " Finding, class 2004.");
  public static final Option<String> DELIVERY =
      Option.oneOf("alerts.delivery", "exactly-once", List.of("exactly-once", "at-least-once"))
          .because(
              "exactly-once: read_committed consumers can read an alert one checkpoint later."
                  + " at-least-once: consumers can read an alert at once, and after a failure"
                  + " perhaps twice (with the same id).");

  public static final List<Option<?>> ALL =
      Stream.of(
              List.of(
                  BOOTSTRAP_SERVERS,
                  GROUP_ID,
                  START_FROM,
                  LOGIN_TOPIC,
                  API_TOPIC,
                  DM_TOPIC,
                  ALERTS_TOPIC,
                  DEAD_LETTERS_TOPIC,
                  ALERTS_HISTORY_TOPIC,
                  SUPPRESSIONS_TOPIC,
                  CONTROL_TOPIC,
                  CONTROL_STATUS_TOPIC,
                  TRIAGE_TOPIC,
                  TRIAGE_LOG_TOPIC,
                  CREATE_TOPICS,
                  CREATED_PARTITIONS),
              SourceOptions.ALL,
              List.of(WRITER_SCHEMAS, ALERTS_FORMAT, DELIVERY))
          .<Option<?>>flatMap(List::stream)
          .toList();

  private static final List<Option<String>> TOPICS =
      List.of(
          LOGIN_TOPIC,
          API_TOPIC,
          DM_TOPIC,
          ALERTS_TOPIC,
          DEAD_LETTERS_TOPIC,
          ALERTS_HISTORY_TOPIC,
          SUPPRESSIONS_TOPIC,
          CONTROL_TOPIC,
          CONTROL_STATUS_TOPIC,
          TRIAGE_TOPIC,
          TRIAGE_LOG_TOPIC);

  public KafkaOptions {
    properties = new HashMap<>(properties);
  }

  /** Without the properties' values, which may be passwords. */
  @Override
  public String toString() {
    return "Kafka at %s, properties %s"
        .formatted(get(BOOTSTRAP_SERVERS), new TreeSet<>(properties.keySet()));
  }

  /** Whether alerts are to be written as OCSF findings. */
  public boolean alertsAreOcsf() {
    return AlertFormat.of(settings.get(ALERTS_FORMAT)) == AlertFormat.OCSF;
  }

  /** All defaults, against the given brokers. */
  public static KafkaOptions of(String bootstrapServers) {
    return new KafkaOptions(
        Settings.defaults(ALL).with(BOOTSTRAP_SERVERS, bootstrapServers), Map.of());
  }

  /** These options with one value replaced. */
  public <T> KafkaOptions with(Option<T> option, T value) {
    return new KafkaOptions(settings.with(option, value), properties);
  }

  /** These options for a job that keeps no history, and about whose alerts nobody decides. */
  public KafkaOptions withoutDecisions() {
    return with(ALERTS_HISTORY_TOPIC, "")
        .with(SUPPRESSIONS_TOPIC, "")
        .with(CONTROL_TOPIC, "")
        .with(CONTROL_STATUS_TOPIC, "");
  }

  public <T> T get(Option<T> option) {
    return settings.get(option);
  }

  /** Whether an alert is read once and no more, whatever fails. */
  public boolean isExactlyOnce() {
    return get(DELIVERY).equals("exactly-once");
  }

  /** With what the ids of all transactions begin in which a topic is written. */
  public String transactionsOf(String topic) {
    return get(GROUP_ID) + "-" + topic;
  }

  /** Topic of a kind of event; empty if it is not read. */
  public String topic(EventKind kind) {
    return get(
        switch (kind) {
          case LOGIN -> LOGIN_TOPIC;
          case API -> API_TOPIC;
          case DM_METADATA -> DM_TOPIC;
        });
  }

  /** What a job cannot do without, or cannot read, among these; empty for nothing. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (get(BOOTSTRAP_SERVERS).isBlank()) {
      faults.add(BOOTSTRAP_SERVERS + ": missing; give host:port of some brokers");
    }
    if (Arrays.stream(EventKind.values()).allMatch(kind -> topic(kind).isEmpty())) {
      faults.add("kafka.topics: all three topics of events are empty; there is nothing to watch");
    }
    for (Option<String> needed : List.of(ALERTS_TOPIC, DEAD_LETTERS_TOPIC)) {
      if (get(needed).isEmpty()) {
        faults.add(needed + ": empty; name the topic to write to");
      }
    }
    Set<String> names = new HashSet<>();
    for (Option<String> each : TOPICS) {
      if (!get(each).isEmpty() && !names.add(get(each))) {
        faults.add(
            each
                + ": "
                + get(each)
                + " is already the topic of another key; each key needs its own topic");
      }
    }
    try {
      WriterSchemas.read(get(WRITER_SCHEMAS));
    } catch (IllegalArgumentException fault) {
      faults.add(fault.getMessage());
    }
    faults.addAll(SourceOptions.faults(this));
    faults.addAll(SignIn.faults(properties));
    return faults;
  }
}
