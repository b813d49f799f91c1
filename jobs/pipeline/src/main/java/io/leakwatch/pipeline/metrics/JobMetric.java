package io.leakwatch.pipeline.metrics;

import static io.leakwatch.pipeline.metrics.Label.DETECTOR;
import static io.leakwatch.pipeline.metrics.Label.FIELD;
import static io.leakwatch.pipeline.metrics.Label.KIND;
import static io.leakwatch.pipeline.metrics.Label.OUTCOME;
import static io.leakwatch.pipeline.metrics.Label.PARTITION;
import static io.leakwatch.pipeline.metrics.Label.REASON;
import static io.leakwatch.pipeline.metrics.Label.TOPIC;
import static io.leakwatch.pipeline.metrics.MetricType.COUNTER;
import static io.leakwatch.pipeline.metrics.MetricType.COUNTERS_BY_NAME;
import static io.leakwatch.pipeline.metrics.MetricType.GAUGE;
import static io.leakwatch.pipeline.metrics.MetricType.GAUGES_BY_NAME;
import static io.leakwatch.pipeline.metrics.MetricType.HISTOGRAM;
import static io.leakwatch.pipeline.metrics.Step.ADMIT;
import static io.leakwatch.pipeline.metrics.Step.DECIDE;
import static io.leakwatch.pipeline.metrics.Step.DECODE;
import static io.leakwatch.pipeline.metrics.Step.GAPS;
import static io.leakwatch.pipeline.metrics.Step.JUDGE;
import static io.leakwatch.pipeline.metrics.Step.RAISE;
import static io.leakwatch.pipeline.metrics.Step.RELATE;
import static io.leakwatch.pipeline.metrics.Step.ROUTE;
import static io.leakwatch.pipeline.metrics.Step.WATCH;

import java.util.List;

/**
 * Every metric of the job, declared once: what registers one does so here, and the reference page
 * is written from here. On the way of an event they are counters only, or are worked out when
 * somebody looks.
 */
public enum JobMetric implements Registrable {
  RECEIVED(ADMIT, COUNTER, "received", "records that came in; always the sum of the next four"),
  EVALUATED(ADMIT, COUNTER, "evaluated", "events that were shown to the detectors"),
  DUPLICATES(ADMIT, COUNTER, "duplicates", "events whose id was seen before"),
  LATE(
      ADMIT,
      COUNTER,
      "late",
      "events more than `time.lateness` behind the newest of their partition; 0 in a replay, which"
          + " puts files in order"),
  DEAD_LETTERED(
      ADMIT, COUNTER, "dead_lettered", "records that cannot be read, or hold an impossible value"),
  HELD(ADMIT, COUNTER, "held", "events whose time is in doubt; received once that is decided"),
  DEAD_LETTERS(
      List.of(ADMIT, WATCH, JUDGE),
      COUNTER,
      "dead_letters",
      "dead letters, by reason; those of other operators than `admit-…` are of events that were"
          + " evaluated",
      REASON),
  TOPIC_EVENTS(ADMIT, COUNTER, "events", "evaluated events of a topic", TOPIC),
  FIELD_CARRYING(ADMIT, COUNTER, "carrying", "evaluated events that carry a field", TOPIC, FIELD),
  FIELD_POSSIBLE(
      ADMIT,
      COUNTER,
      "possible",
      "evaluated events that can carry a field; `carrying` divided by this is the share that does",
      TOPIC,
      FIELD),
  KIND_EVENTS(ADMIT, COUNTER, "occurrences", "evaluated events of a kind", TOPIC, KIND),
  CARRIED(
      ADMIT,
      COUNTERS_BY_NAME,
      "carried",
      "the same as the four before, each under a name of its own: `carried.api-events`,"
          + " `carried.api-events.session_id`, `carried.login-events.TOKEN_REFRESH`"),
  ROUTED(ROUTE, COUNTER, "routed", "observations sent on, one for each entity that is watched"),
  WATCHED(
      WATCH,
      COUNTER,
      "watched",
      "observations shown to sensors; what is missing from `routed` still waits"),
  OBSERVATIONS(
      WATCH, COUNTER, "observations", "observations that a detector has looked at", DETECTOR),
  SIGNALS(
      WATCH,
      COUNTER,
      "signals",
      "signals of a detector's sensors, with the facts that they state for others",
      DETECTOR),
  NOT_REMEMBERED(
      WATCH, COUNTER, "not_remembered", "observations of entities for which there was no room"),
  FORGOTTEN_EARLY(
      WATCH, COUNTER, "forgotten_early", "entities forgotten before their time, to make room"),
  STATE_BEGUN_ANEW(
      WATCH,
      COUNTER,
      "state_begun_anew",
      "stored state of one detector about one entity that could not be read after a restart"),
  REMEMBERED_BYTES(
      WATCH,
      GAUGE,
      "remembered_bytes",
      "bytes",
      "what is remembered of entities on the heap, with its index; 0 with `state.backend: rocksdb`"),
  ENTITIES(
      WATCH,
      GAUGE,
      "entities",
      "entities",
      "entities of a kind of which anything is remembered; about 4000 of a subtask that were seen"
          + " last are counted from the next checkpoint on. Only with `state.backend: heap`",
      KIND),
  ENTITY_BYTES(
      WATCH,
      GAUGE,
      "entity_bytes",
      "bytes",
      "what is remembered of these entities, without the index and without what is no longer true."
          + " Only with `state.backend: heap`",
      KIND),
  DETECTOR_FAULTS(
      List.of(WATCH, JUDGE), COUNTER, "detector_faults", "times a detector's own code failed"),
  SUPPRESSED(
      RAISE,
      COUNTER,
      "suppressed",
      "matches that led to no revision: they add nothing, or too little, to an alert that is open",
      DETECTOR),
  ALERTS(RELATE, COUNTER, "alerts", "new alerts", DETECTOR),
  REVISIONS(
      RELATE, COUNTER, "revisions", "revisions of alerts, with the first one of each", DETECTOR),
  FOLDED(
      RELATE,
      COUNTER,
      "folded",
      "alerts that end because one of another detector says the same, and more",
      DETECTOR),
  REVISIONS_HELD_BACK(
      RELATE,
      COUNTER,
      "revisions_held_back",
      "revisions of alerts that waited for the next minute"),
  EVENT_TO_ALERT_MS(
      RELATE,
      HISTOGRAM,
      "event_to_alert_ms",
      "ms",
      "of the last 1000 new alerts of a subtask, how long after the event that completed each it was"
          + " handed on: from the time that the event states, by its producer's clock, to now, by"
          + " ours. What is caught up with counts with its age. With exactly-once delivery an alert"
          + " can be read at the next checkpoint after that"),
  LEFT_OUT(DECODE, COUNTER, "left_out", "records that a mapping leaves out: not received"),
  STALLED_PARTITIONS(
      DECODE,
      COUNTER,
      "stalled_partitions",
      "times a partition stopped moving though there was more to read"),
  RECORDS_LAG(
      DECODE,
      GAUGE,
      "records_lag",
      "records",
      "records of a partition that are not read yet, as of the last look at the broker, which is"
          + " once a minute; 0 before the first one",
      TOPIC,
      PARTITION),
  STALLED(
      DECODE,
      GAUGE,
      "stalled",
      "0 or 1",
      "1 while a partition does not move though there is more to read",
      TOPIC,
      PARTITION),
  EVENT_TIME_LAG_MS(
      DECODE,
      GAUGE,
      "event_time_lag_ms",
      "ms",
      "how long ago the newest event of a partition was; grows while nothing comes, too, so look at"
          + " `records_lag` beside it; 0 before the first event",
      TOPIC,
      PARTITION),
  OPEN_GAPS(GAPS, GAUGE, "open_gaps", "gaps", "coverage gaps that are open now", REASON),
  OPEN_GAPS_BY_NAME(
      GAPS,
      GAUGES_BY_NAME,
      "open_gaps",
      "gaps",
      "the same, each reason under a name of its own: `open_gaps.source_silent`"),
  BLIND_DETECTORS(
      GAPS,
      GAUGE,
      "blind_detectors",
      "detectors",
      "detectors that an open gap makes blind; without those that are half blind"),
  ALERTS_SUPPRESSED(
      DECIDE,
      COUNTER,
      "alerts_suppressed",
      "revisions of alerts that are on trial because a suppression holds",
      DETECTOR),
  ALERTS_BELOW_FLOOR(
      DECIDE,
      COUNTER,
      "alerts_below_floor",
      "revisions of alerts that are on trial because their severity is below a control's floor",
      DETECTOR),
  ALERTS_SWITCHED_OFF(
      DECIDE,
      COUNTER,
      "alerts_switched_off",
      "revisions of alerts that are not written, because a control has switched their detector off",
      DETECTOR),
  ALERTS_UNDECIDED(
      DECIDE,
      GAUGE,
      "alerts_undecided",
      "alerts",
      "revisions of alerts that wait until all suppressions and controls have been read, which is"
          + " soon after the start"),
  COMMANDS(
      DECIDE,
      COUNTER,
      "commands",
      "suppressions and controls that were read since the start of the task",
      OUTCOME),
  CHECKPOINT_AGE_MS(
      GAPS,
      GAUGE,
      "checkpoint_age_ms",
      "ms",
      "how long ago the last checkpoint was completed, or this task was started; also where there"
          + " are no checkpoints");

  /** The metric group of all of them. */
  public static final String GROUP = Registrable.GROUP;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Step> steps;

  private final MetricType type;
  private final String metricName;
  private final String unit;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Label> labels;

  JobMetric(Step step, MetricType type, String metricName, String meaning, Label... labels) {
    this(List.of(step), type, metricName, meaning, labels);
  }

  /** What counts has no unit but what it counts, which its meaning begins with. */
  JobMetric(List<Step> steps, MetricType type, String metricName, String meaning, Label... labels) {
    this(steps, type, metricName, "", meaning, labels);
  }

  JobMetric(
      Step step, MetricType type, String metricName, String unit, String meaning, Label... labels) {
    this(List.of(step), type, metricName, unit, meaning, labels);
  }

  JobMetric(
      List<Step> steps,
      MetricType type,
      String metricName,
      String unit,
      String meaning,
      Label... labels) {
    this.steps = steps;
    this.type = type;
    this.metricName = metricName;
    this.unit = unit;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public MetricType type() {
    return type;
  }

  @Override
  public String metricName() {
    return metricName;
  }

  /** Empty for what counts. */
  public String unit() {
    return unit;
  }

  /** In words, for a page. */
  public String meaning() {
    return meaning;
  }

  @Override
  public List<Label> labels() {
    return labels;
  }
}
