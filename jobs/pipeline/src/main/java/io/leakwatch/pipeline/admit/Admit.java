package io.leakwatch.pipeline.admit;

import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Hashes;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.decode.AccountNames;
import io.leakwatch.pipeline.decode.Arrival;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.decode.PartitionTime.Verdict;
import io.leakwatch.pipeline.gaps.Pulse;
import io.leakwatch.pipeline.gaps.Pulses;
import io.leakwatch.pipeline.gaps.StalledPartitions;
import io.leakwatch.pipeline.geo.GeoDatabases;
import io.leakwatch.pipeline.geo.GeoFiles;
import io.leakwatch.pipeline.types.ObservationSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Says which events may enter: refused ones become dead letters, duplicates and late ones are
 * counted.
 *
 * <p>Events whose time is in doubt are held until they are believed or refuted, and count as
 * received only then.
 */
public final class Admit extends AbstractStreamOperator<Activity>
    implements OneInputStreamOperator<Arrival, Activity> {

  /**
   * Ids are stored in so many blocks, to be dealt out when the parallelism changes. An element each
   * would cost a system call and an entry in the checkpoint's metadata for every single id.
   */
  private static final int BLOCKS = 16;

  private static final ListStateDescriptor<byte[]> RECENT_IDS =
      new ListStateDescriptor<>(
          "recent-id-bytes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  private static final ListStateDescriptor<Tuple2<String, Long>> PROGRESS =
      new ListStateDescriptor<>("progress", Types.TUPLE(Types.STRING, Types.LONG));
  private static final ListStateDescriptor<Observation> HELD =
      new ListStateDescriptor<>("held", ObservationSerializer.TYPE);

  private final String source;

  private final long latenessMillis;
  private final int rememberedIds;
  private final GeoFiles geo;
  private final AccountNames names;

  private transient Activities activities;
  private transient GeoDatabases databases;
  private transient RecentIds recentIds;
  private transient Progress progress;
  private transient Suspects suspects;
  private transient RestoredTime restoredTime;
  private transient StreamRecord<Activity> admitted;
  private transient ListState<byte[]> recentIdsState;
  private transient ListState<Tuple2<String, Long>> progressState;
  private transient ListState<Observation> heldState;
  private transient Balance balance;
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
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    recentIds = new RecentIds(rememberedIds);
    progress = new Progress();
    suspects = new Suspects();
    OperatorStateStore store = context.getOperatorStateStore();
    // Not a union: a subtask would drown its own ids in those of all others.
    recentIdsState = store.getListState(RECENT_IDS);
    // Union: after a change of parallelism a partition may be read by any subtask.
    progressState = store.getUnionListState(PROGRESS);
    heldState = store.getListState(HELD);
    for (byte[] block : recentIdsState.get()) {
      recentIds.addAll(block);
    }
    for (Tuple2<String, Long> partition : progressState.get()) {
      progress.add(partition.f0, partition.f1);
    }
    for (Observation held : heldState.get()) {
      suspects.addHeldBefore(held);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    recentIdsState.update(recentIds.blocks(BLOCKS));
    List<Tuple2<String, Long>> all = new ArrayList<>();
    progress.forEach((partition, newest) -> all.add(Tuple2.of(partition, newest)));
    progressState.update(all);
    heldState.update(suspects.held(activities));
  }

  @Override
  public void open() throws Exception {
    super.open();
    databases = geo.open();
    activities = new Activities(databases, names);
    admitted = new StreamRecord<>(null);
    restoredTime = new RestoredTime(progress.newest(), this::goOnAt);
    restoredTime.startWaiting(getProcessingTimeService());
    balance = new Balance(getMetricGroup());
    balance.held.inc(suspects.size());
    carried = new Carried(getMetricGroup());
    pulses =
        new Pulses(
            source,
            balance.received,
            balance.late,
            carried.tallies(),
            StalledPartitions.of(getRuntimeContext().getJobInfo().getJobId().toString()));
  }

  @Override
  public void close() throws Exception {
    if (databases != null) {
      databases.close();
    }
    super.close();
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    suspects.takeHeldBefore(this::admitHeldBefore);
    Arrival arrival = element.getValue();
    if (!suspects.isEmpty()) {
      suspects.takeDecided(arrival.origin().time(), this::conclude);
    }
    if (arrival instanceof Arrival.Suspected suspected) {
      hold(suspected);
    } else {
      take(arrival);
    }
  }

  private void take(Arrival arrival) {
    say(pulses.rest(arrival), arrival.at());
    balance.received.inc();
    if (arrival instanceof Arrival.Checked checked) {
      admit(checked.origin(), checked.activity(), null);
    } else if (arrival instanceof Arrival.Unchecked unchecked) {
      check(unchecked);
    } else if (arrival instanceof Arrival.Refused refused) {
      refuse(refused);
    }
    say(pulses.beat(arrival), arrival.at());
  }

  private void say(Pulse pulse, long at) {
    if (pulse != null) {
      output.collect(Pulse.TAG, new StreamRecord<>(pulse, at));
    }
  }

  private void check(Arrival.Unchecked arrival) {
    String fault = Faults.of(arrival.event(), names);
    if (fault == null) {
      admit(arrival.origin(), activities.of(arrival.event()), arrival.event());
    } else {
      refuse(arrival.refused(DeadLetterReason.INVALID_VALUE, fault));
    }
  }

  private void refuse(Arrival.Refused arrival) {
    balance.refused(arrival.letter().getReason());
    pulses.refused(arrival.letter().getReason());
    output.collect(DeadLetters.TAG, new StreamRecord<>(arrival.letter(), arrival.at()));
  }

  private void hold(Arrival.Suspected arrival) {
    SpecificRecord unchecked = uncheckedOf(arrival.arrival());
    String fault = unchecked == null ? null : Faults.of(unchecked, names);
    if (fault != null) {
      take(arrival.refused(DeadLetterReason.INVALID_VALUE, fault));
    } else if (progress.isLate(arrival.origin(), arrival.at(), latenessMillis)) {
      balance.received.inc();
      balance.late.inc();
    } else {
      suspects.add(arrival);
      balance.held.inc();
      suspects.takeDecided(arrival.origin().time(), this::conclude);
      suspects.lookAgain(getProcessingTimeService(), this::conclude);
    }
  }

  private static SpecificRecord uncheckedOf(Arrival arrival) {
    return arrival instanceof Arrival.Unchecked unchecked ? unchecked.event() : null;
  }

  /** It was not late when it came. Where our own clock bears it out it is good in any case. */
  private void conclude(Arrival.Suspected arrival) {
    balance.held.dec();
    boolean isBelieved = arrival.suspect().verdict() == Verdict.BELIEVED;
    if (!isBelieved && !arrival.isOfNow()) {
      take(arrival.refused());
      return;
    }
    Arrival event = arrival.arrival();
    say(isBelieved ? pulses.rest(event) : null, event.at());
    balance.received.inc();
    admit(activities.of(event), uncheckedOf(event));
    say(isBelieved ? pulses.beat(event) : null, event.at());
  }

  /** What was held when a job stopped is admitted, and moves time for nobody. */
  private void admitHeldBefore(Activity activity) {
    balance.held.dec();
    balance.received.inc();
    admit(activity, null);
  }

  /** What is believed goes ahead of the watermark that has come to it, and so is in order. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    restoredTime.heardOfTime();
    suspects.takeHeldBefore(this::admitHeldBefore);
    if (mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp()) {
      suspects.decideNow();
    }
    if (!suspects.isEmpty()) {
      suspects.takeDecided(this::conclude);
    }
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    restoredTime.become(status);
    super.processWatermarkStatus(status);
  }

  /** While all partitions are idle, which hold nobody back. */
  private void goOnAt(Watermark mark) throws Exception {
    output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
    processWatermark(mark);
    output.emitWatermarkStatus(WatermarkStatus.IDLE);
  }

  /**
   * @param event null where it is not at hand
   */
  private void admit(Arrival.Origin origin, Activity activity, SpecificRecord event) {
    if (progress.isLate(origin, activity.at(), latenessMillis)) {
      balance.late.inc();
    } else {
      admit(activity, event);
    }
  }

  private void admit(Activity activity, SpecificRecord event) {
    if (recentIds.add(Hashes.of(activity.eventId()))) {
      balance.evaluated.inc();
      carried.add(activity, event);
      output.collect(admitted.replace(activity, activity.at()));
    } else {
      balance.duplicates.inc();
    }
  }
}
