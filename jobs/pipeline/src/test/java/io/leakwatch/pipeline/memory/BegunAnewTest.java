package io.leakwatch.pipeline.memory;

import static io.leakwatch.pipeline.Harnesses.LATENESS;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.failedLogin;
import static io.leakwatch.pipeline.watch.Stuffing.feed;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.Watch;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.needs.Needs;
import io.leakwatch.detection.state.SensorState;
import io.leakwatch.detection.state.SlidingCount;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.state.VarInts;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.pipeline.correlate.Correlate;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.watch.MemoryLimit;
import io.leakwatch.pipeline.watch.WatchOperator;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups.UnregisteredOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups.UnregisteredTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of one detector it cannot be read what a savepoint holds. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class BegunAnewTest {

  private static final DetectorType STUFFING = Harnesses.STUFFING;

  /** Failed logins of an address, and what becomes of their count when it is read. */
  private static final class Counted extends SensorState {

    private final SlidingCount count = new SlidingCount(Duration.ofHours(1), 4);
    private final Fault fault;

    Counted(Fault fault) {
      this.fault = fault;
    }

    @Override
    public int layout() {
      return fault == Fault.OTHER_LAYOUT ? 101 : 100;
    }

    @Override
    protected List<StatePart> parts() {
      return fault == Fault.NONE || fault == Fault.OTHER_LAYOUT
          ? List.of(count)
          : List.of(new Faulty(count, fault));
    }
  }

  private enum Fault {
    NONE,
    OTHER_LAYOUT,
    /** Reads on and on. */
    READS_TOO_MUCH,
    READS_TOO_LITTLE,
    BREAKS
  }

  /** Reads otherwise than it was written. */
  private record Faulty(SlidingCount count, Fault fault) implements StatePart {

    @Override
    public long endsAt() {
      return count.endsAt();
    }

    @Override
    public void write(DataOutput out) throws IOException {
      count.write(out);
    }

    @Override
    public void read(DataInput in) throws IOException {
      count.add(T); // half of it is there when it goes wrong
      switch (fault) {
        case READS_TOO_MUCH -> in.readFully(new byte[1000]);
        case READS_TOO_LITTLE -> VarInts.read(in);
        default -> throw new IllegalStateException("it breaks");
      }
    }
  }

  /** Signals after each failed login of an address how many it counts. */
  private record Counting(Fault fault) implements Detector<Counted> {

    static DetectorType type(Fault fault) {
      DetectorProfile profile =
          new DetectorProfile(
              "counting",
              1,
              "Counting",
              "Counts.",
              List.of(SubjectType.ADDRESS),
              Severity.LOW,
              List.of(),
              List.of(DetectorProfile.LOGIN_EVENTS),
              Needs.NONE);
      return new DetectorType(profile, List.of(), settings -> new Counting(fault));
    }

    @Override
    public DetectorProfile profile() {
      return type(fault).profile();
    }

    @Override
    public Counted newState() {
      return new Counted(fault);
    }

    @Override
    public List<Watch<?, Counted>> watches() {
      return List.of(
          Watch.of(
              SubjectType.ADDRESS,
              Login.class,
              login -> true,
              (address, login, state, out) -> {
                state.count.add(login.at());
                out.emit(counted(address, login.at(), state.count.total(login.at())));
              }));
    }

    private static Signal counted(Entity address, long at, int count) {
      return Signal.of("counting", "counted", address)
          .at(at)
          .confidence(50)
          .accounts(List.of(), count)
          .build();
    }

    @Override
    public Optional<Finding> finding(Match match) {
      return Optional.empty();
    }
  }

  private final Map<String, Counter> counters = new TreeMap<>();

  private KeyedOneInputStreamOperatorTestHarness<Entity, Observation, Signal> watch(
      DetectorType counting) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new WatchOperator(
                List.of(counting.armed(), STUFFING.armed()), LATENESS, MemoryLimit.OF_HEAP),
            Observation::entity,
            EntitySerializer.TYPE,
            new MockEnvironmentBuilder()
                .setMaxParallelism(4)
                .setMetricGroup(new TaskGroup(counters))
                .build());
    harness.setup(
        Correlate.SIGNAL.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return harness;
  }

  private static final class TaskGroup extends UnregisteredTaskMetricGroup {

    private final Map<String, Counter> counters;

    TaskGroup(Map<String, Counter> counters) {
      this.counters = counters;
    }

    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return new UnregisteredOperatorMetricGroup() {
        @Override
        public MetricGroup addGroup(String group) {
          return new UnregisteredMetricsGroup() {
            @Override
            public Counter counter(String metric) {
              return counters.computeIfAbsent(group + "." + metric, any -> new SimpleCounter());
            }
          };
        }
      };
    }
  }

  private static List<Observation> failures(String address, int from, int to) {
    List<Observation> failures = new ArrayList<>();
    for (int i = from; i < to; i++) {
      failures.add(failedLogin(address, i, T + 1000L * i));
    }
    return failures;
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheDetectorWhoseStateCannotBeReadBeginsAnew(Fault fault) throws Exception {
    OperatorSubtaskState saved;
    try (var harness = watch(Counting.type(Fault.NONE))) {
      harness.open();
      feed(harness, failures("203.0.113.7", 0, 14));
      feed(harness, failures("198.51.100.9", 0, 3));
      feed(harness, failures("192.0.2.1", 0, 3));
      harness.processWatermark(T + 15_000);
      saved = harness.snapshot(1, 1);
    }
    List<Signal> signals;
    try (var harness = watch(Counting.type(fault))) {
      harness.initializeState(saved);
      harness.open();
      feed(harness, failures("203.0.113.7", 14, 17));
      feed(harness, failures("198.51.100.9", 14, 15));
      harness.processWatermark(T + 20_000);
      signals = harness.extractOutputValues();

      harness.processWatermark(T + Duration.ofDays(2).toMillis());
      harness.snapshot(2, 2);
      assertThat(remembered(harness)).isZero();
    }

    boolean isRead = fault == Fault.NONE;
    assertThat(signals)
        .filteredOn(signal -> signal.kind().equals("counted"))
        .extracting(signal -> signal.subject().id() + " " + signal.accountCount())
        .containsExactlyInAnyOrder(
            "203.0.113.7 " + (isRead ? 15 : 1),
            "203.0.113.7 " + (isRead ? 16 : 2),
            "203.0.113.7 " + (isRead ? 17 : 3),
            "198.51.100.9 " + (isRead ? 4 : 1));
    assertThat(signals)
        .filteredOn(signal -> signal.detectorId().equals(STUFFING.id()))
        .as("the other detector has fourteen accounts from before")
        .isNotEmpty();
    // The third address is never seen again: what it left is found unreadable when it has ended.
    assertThat(counters.get("leakwatch.state_begun_anew").getCount()).isEqualTo(isRead ? 0 : 3);
  }

  @Test
  void itIsSaidOnceForEachDetectorWhatWasLostAndWhatThatMeans() {
    List<String> said = new ArrayList<>();
    Counter counter = new SimpleCounter();
    BegunAnew begunAnew = new BegunAnew(counter, said::add);

    for (int i = 0; i < 5; i++) {
      begunAnew.note("counting", "it has the layout of another version of the job");
    }
    begunAnew.note("mass-scraping", "its bytes cannot be read: it breaks");

    assertThat(counter.getCount()).isEqualTo(6);
    assertThat(said).hasSize(2);
    assertThat(said.get(0))
        .contains("counting", "layout of another version", "begins anew", "state_begun_anew");
    assertThat(said.get(1)).contains("mass-scraping", "it breaks");
  }
}
