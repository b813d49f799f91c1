package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.gaps.Pulse;
import io.leakwatch.pipeline.gaps.Pulses;
import io.leakwatch.pipeline.gaps.StalledPartitions;
import io.leakwatch.pipeline.geo.GeoDatabases;
import io.leakwatch.pipeline.geo.GeoFiles;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says which events may enter: refused ones become dead letters, duplicates and late ones are
 * counted. At every instant {@code received = evaluated + duplicates + late + dead_lettered}.
 */
public final class Admit extends ProcessFunction<Arrival, Activity>
    implements CheckpointedFunction {

  /**
   * Ids are stored in so many blocks, to be dealt out when the parallelism changes. An element each
   * would cost a system call and an entry in the checkpoint's metadata for every single id.
   */
  private static final int BLOCKS = 16;

  private final String source;
  private final long latenessMillis;
  private final int rememberedIds;
  private final GeoFiles geo;
  private final AccountNames names;

  private transient Activities activities;
  private transient GeoDatabases databases;
  private transient RecentIds recentIds;
  private transient Map<String, long[]> progress;
  private transient String lastTopic;
  private transient int lastPartition;
  private transient long[] lastProgress;
  private transient ListState<byte[]> recentIdsState;
  private transient ListState<Tuple2<String, Long>> progressState;
  private transient Counter received;
  private transient Counter evaluated;
  private transient Counter duplicates;
  private transient Counter late;
  private transient Counter deadLettered;
  private transient Carried carried;
  private transient Pulses pulses;

  /**
   * @param source name of the job's source
   * @param lateness an event this much behind the newest of its partition is late
   * @param rememberedIds how many event ids each subtask remembers, to know duplicates
   * @param geo what gives positions and operators to events that have none
   * @param names whose a name is
   */
  public Admit(
      String source, Duration lateness, int rememberedIds, GeoFiles geo, AccountNames names) {
    this.source = source;
    this.names = names;
    this.latenessMillis = lateness.toMillis();
    this.rememberedIds = rememberedIds;
    this.geo = geo;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    recentIds = new RecentIds(rememberedIds);
    progress = new HashMap<>();
    // Not a union: a subtask would drown its own ids in those of all others.
    recentIdsState =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "recent-id-bytes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    // Union: after a change of parallelism a partition may be read by any subtask.
    progressState =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("progress", Types.TUPLE(Types.STRING, Types.LONG)));
    for (byte[] block : recentIdsState.get()) {
      recentIds.addAll(block);
    }
    for (Tuple2<String, Long> partition : progressState.get()) {
      long[] known = progress.computeIfAbsent(partition.f0, key -> new long[] {partition.f1});
      known[0] = Math.max(known[0], partition.f1);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    recentIdsState.update(recentIds.blocks(BLOCKS));
    progressState.clear();
    for (Map.Entry<String, long[]> partition : progress.entrySet()) {
      progressState.add(Tuple2.of(partition.getKey(), partition.getValue()[0]));
    }
  }

  @Override
  public void open(OpenContext context) {
    databases = geo.open();
    activities = new Activities(databases, names);
    var metrics = getRuntimeContext().getMetricGroup().addGroup("leakwatch");
    received = metrics.counter("received");
    evaluated = metrics.counter("evaluated");
    duplicates = metrics.counter("duplicates");
    late = metrics.counter("late");
    deadLettered = metrics.counter("dead_lettered");
    carried = new Carried(metrics);
    pulses =
        new Pulses(
            source,
            received,
            late,
            carried.tallies(),
            StalledPartitions.of(getRuntimeContext().getJobInfo().getJobId().toString()));
  }

  @Override
  public void close() throws Exception {
    if (databases != null) {
      databases.close();
    }
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Activity> out) {
    say(pulses.rest(arrival), context);
    received.inc();
    if (arrival instanceof Arrival.Checked checked) {
      admit(checked.origin(), checked.activity(), null, out);
    } else if (arrival instanceof Arrival.Unchecked unchecked) {
      check(unchecked, context, out);
    } else if (arrival instanceof Arrival.Refused refused) {
      refuse(refused, context);
    }
    say(pulses.beat(arrival), context);
  }

  private static void say(Pulse pulse, Context context) {
    if (pulse != null) {
      context.output(Pulse.TAG, pulse);
    }
  }

  private void check(Arrival.Unchecked arrival, Context context, Collector<Activity> out) {
    String fault = Faults.of(arrival.event(), names);
    if (fault == null) {
      admit(arrival.origin(), activities.of(arrival.event()), arrival.event(), out);
    } else {
      refuse(arrival.refused(DeadLetterReason.INVALID_VALUE, fault), context);
    }
  }

  private void refuse(Arrival.Refused arrival, Context context) {
    deadLettered.inc();
    pulses.refused(arrival.letter().getReason());
    context.output(DeadLetters.TAG, arrival.letter());
  }

  /**
   * @param event null where it is not at hand
   */
  private void admit(
      Arrival.Origin origin, Activity activity, SpecificRecord event, Collector<Activity> out) {
    if (isLate(origin, activity.at())) {
      late.inc();
    } else if (!recentIds.add(Hashes.of(activity.eventId()))) {
      duplicates.inc();
    } else {
      evaluated.inc();
      carried.add(activity, event);
      out.collect(activity);
    }
  }

  /** Late is what lies further behind the newest event of its own partition than is allowed. */
  private boolean isLate(Arrival.Origin origin, long at) {
    if (origin.partition() != lastPartition || !origin.topic().equals(lastTopic)) {
      lastTopic = origin.topic();
      lastPartition = origin.partition();
      lastProgress =
          progress.computeIfAbsent(
              lastTopic + "/" + lastPartition, key -> new long[] {Long.MIN_VALUE});
    }
    if (at > lastProgress[0]) {
      lastProgress[0] = at;
      return false;
    }
    return at < lastProgress[0] - latenessMillis;
  }
}
