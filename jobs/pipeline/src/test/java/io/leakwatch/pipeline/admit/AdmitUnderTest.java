package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.types.InTask;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operator as a task runs it, with counters that a test can read. */
abstract class AdmitUnderTest {

  static {
    TrustedSchemas.trust();
  }

  static final long T = 1_700_000_000_000L;
  private static final JobOptions OPTIONS =
      JobOptions.defaults()
          .with(JobOptions.LATENESS, Duration.ofMinutes(10))
          .with(JobOptions.REMEMBERED_IDS, 1000);

  final Map<String, Counter> counters = new TreeMap<>();

  /** A task whose operator's counters a test can read. */
  private final class Task extends UnregisteredMetricGroups.UnregisteredTaskMetricGroup {
    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return new Group();
    }
  }

  private final class Group extends UnregisteredMetricGroups.UnregisteredOperatorMetricGroup {
    @Override
    public org.apache.flink.metrics.MetricGroup addGroup(String name) {
      return new org.apache.flink.metrics.groups.UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String metric) {
          return counters.computeIfAbsent(name + "." + metric, key -> new SimpleCounter());
        }

        @Override
        public <C extends Counter> C counter(String metric, C counter) {
          counters.put(name + "." + metric, counter);
          return counter;
        }

        @Override
        public org.apache.flink.metrics.MetricGroup addGroup(String inner) {
          return Group.this.addGroup(name + "." + inner);
        }
      };
    }
  }

  OneInputStreamOperatorTestHarness<Arrival, Activity> harness(int parallelism, int index)
      throws Exception {
    Admit admit =
        new Admit(
            "login",
            OPTIONS.lateness(),
            OPTIONS.rememberedIds(),
            OPTIONS.geoFiles(),
            OPTIONS.accountNames());
    var harness =
        new OneInputStreamOperatorTestHarness<>(
            admit,
            new MockEnvironmentBuilder()
                .setMaxParallelism(720)
                .setParallelism(parallelism)
                .setSubtaskIndex(index)
                .setMetricGroup(new Task())
                .build());
    harness.setup(InTask.type(Activity.class).createSerializer(null));
    return harness;
  }

  long count(String name) {
    return counters.get("leakwatch." + name).getCount();
  }

  static Arrival event(String id, String account, int partition, long at) {
    LoginEvent login =
        LoginEvent.newBuilder()
            .setEventId(id)
            .setOccurredAt(Instant.ofEpochMilli(at))
            .setAction(LoginAction.LOGIN)
            .setOutcome(LoginOutcome.SUCCESS)
            .setAccountId(account)
            .build();
    return new Arrival.Unchecked(
        new Arrival.Origin("logins", partition, 9, T), login, null, new byte[] {1});
  }
}
