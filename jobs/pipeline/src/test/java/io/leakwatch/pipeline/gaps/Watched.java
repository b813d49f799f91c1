package io.leakwatch.pipeline.gaps;

import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.OperatorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** A job whose minutes a test makes up, and the gaps that are found in it. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
final class Watched implements AutoCloseable {

  static final String LOGINS = "login-events";
  static final String CALLS = "api-events";
  static final int HOUR = 60;
  static final int DAY = 24 * HOUR;

  /** A minute of event time: 5 January 2026, midnight. */
  private static final long BEGIN = Pulse.minuteOf(1_767_571_200_000L);

  private final OneInputStreamOperatorTestHarness<Pulse, Alert> harness;
  private final Map<String, Gauge<?>> gauges = new HashMap<>();
  private final boolean isLive;
  private long minute;

  private Watched(boolean isLive, long minute, OperatorSubtaskState state) throws Exception {
    this.isLive = isLive;
    this.minute = minute;
    harness = new OneInputStreamOperatorTestHarness<>(new Shown(isLive), 1, 1, 0);
    harness.setup(
        RaiseOperator.ALERT.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.setProcessingTime(minute * Pulse.MINUTE_MILLIS);
    harness.open();
  }

  /** An operator whose gauges a test can read. */
  private final class Shown extends GapOperator {

    Shown(boolean isLive) {
      super(
          JobOptions.defaults().gaps(),
          Detectors.ALL.stream().map(type -> type.profile()).toList(),
          isLive,
          isLive ? 10_000 : -1);
    }

    @Override
    public OperatorMetricGroup getMetricGroup() {
      return new UnregisteredMetricGroups.UnregisteredOperatorMetricGroup() {
        @Override
        public MetricGroup addGroup(String name) {
          return group(name);
        }
      };
    }
  }

  private MetricGroup group(String path) {
    return new UnregisteredMetricsGroup() {
      @Override
      public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        gauges.put(path + "." + name, gauge);
        return gauge;
      }

      @Override
      public MetricGroup addGroup(String name) {
        return group(path + "." + name);
      }
    };
  }

  /** What a metric shows now. */
  long gauge(String name) {
    return ((Number) gauges.get("leakwatch." + name).getValue()).longValue();
  }

  static Watched replayed() throws Exception {
    return new Watched(false, BEGIN, null);
  }

  static Watched live() throws Exception {
    return new Watched(true, BEGIN, null);
  }

  /** A job that goes on from a savepoint of this one. */
  Watched restored() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    close();
    return new Watched(isLive, minute, state);
  }

  /** So many events of a topic, each with all that such events usually carry. */
  static Map<String, Long> events(String topic, long count) {
    Map<String, Long> counts = new HashMap<>();
    counts.put(Pulse.received(topic), count);
    counts.put(topic, count);
    List<String> names =
        topic.equals(LOGINS)
            ? List.of("LOGIN_SUCCEEDED", "LOGIN_FAILED", "ip", "user_agent", "device_id", "geo")
            : List.of("READ", "LIST", "ip", "session_id", "client_id", "account_id", "records");
    names.forEach(name -> counts.put(topic + "." + name, count));
    return counts;
  }

  /** The same without a field. */
  static Map<String, Long> without(String field, Map<String, Long> counts) {
    Map<String, Long> fewer = new HashMap<>(counts);
    fewer.remove(field);
    return fewer;
  }

  static Map<String, Long> both(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> counts = new HashMap<>(one);
    counts.putAll(other);
    return counts;
  }

  /** So many minutes in which nothing happens but time. */
  Watched nothing(int minutes) throws Exception {
    minute += minutes;
    time();
    return this;
  }

  /** So many minutes, each of which has this. */
  Watched minutes(int minutes, Map<String, Long> counts) throws Exception {
    for (int i = 0; i < minutes; i++) {
      harness.processElement(new Pulse(minute, millis(), counts), millis());
      minute++;
      time();
    }
    return this;
  }

  /** So many minutes, in which one source is read that was written so many minutes ago. */
  Watched late(int minutes, int late, Map<String, Long> counts) throws Exception {
    for (int i = 0; i < minutes; i++) {
      long written = millis() - late * Pulse.MINUTE_MILLIS;
      harness.processElement(new Pulse(minute - late, written, counts), written);
      minute++;
      harness.setProcessingTime(millis());
    }
    return this;
  }

  /** So many minutes of event time, while the wall clock stands. */
  Watched atOnce(int minutes, Map<String, Long> counts) throws Exception {
    for (int i = 0; i < minutes; i++) {
      harness.processElement(new Pulse(minute, millis(), counts), millis());
      minute++;
      harness.processWatermark(millis() - 1);
    }
    return this;
  }

  /** So many minutes by the wall clock, while event time stands still. */
  Watched withoutTime(int minutes, Map<String, Long> counts) throws Exception {
    for (int i = 1; i <= minutes; i++) {
      harness.processElement(new Pulse(minute, millis(), counts), millis());
      harness.setProcessingTime(millis() + i * Pulse.MINUTE_MILLIS);
    }
    return this;
  }

  private void time() throws Exception {
    harness.setProcessingTime(millis());
    harness.processWatermark(millis() - 1);
  }

  long millis() {
    return minute * Pulse.MINUTE_MILLIS;
  }

  Watched checkpointed() throws Exception {
    harness.notifyOfCompletedCheckpoint(1);
    return this;
  }

  /** What was said since the last call. */
  List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>(harness.extractOutputValues());
    harness.getOutput().clear();
    return alerts;
  }

  static String evidence(Alert alert, String condition) {
    return alert.getEvidence().stream()
        .filter(each -> each.getCondition().startsWith(condition))
        .map(Evidence::getObserved)
        .findFirst()
        .orElse("none");
  }

  /** A week of two sources: busy by day, thin by night. */
  Watched days(int days) throws Exception {
    for (int day = 0; day < days; day++) {
      minutes(18 * HOUR, both(events(LOGINS, 20), events(CALLS, 50)));
      for (int i : IntStream.range(0, 6 * HOUR / 20).toArray()) {
        minutes(1, both(events(LOGINS, 1), events(CALLS, 5)));
        minutes(19, events(CALLS, 1 + i % 2));
      }
    }
    return this;
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
