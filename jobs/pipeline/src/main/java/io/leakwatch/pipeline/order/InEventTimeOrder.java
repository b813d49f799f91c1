package io.leakwatch.pipeline.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * A keyed operator that takes its input in the order of event time, whatever order partitions,
 * topics and subtasks deliver it in. What arrives ahead of the watermark waits for it; what arrives
 * behind it, a straggler, is taken at once. See RATIONALE.md for why the order is made here, and
 * what it costs.
 *
 * @param <K> key
 * @param <I> input
 * @param <O> output
 */
public abstract class InEventTimeOrder<K, I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, Triggerable<K, VoidNamespace> {

  private final TypeInformation<I> inputType;
  private final KeySelector<I, K> keyOf;

  private transient Waiting<I> waiting;
  private transient ListState<I> waitingState;
  private transient List<K> keysInSnapshot;
  private transient long watermark;

  /** The last one that those after this operator know of. */
  private transient long handedOn;

  private transient int rung;
  private transient InternalTimerService<VoidNamespace> timers;

  protected InEventTimeOrder(TypeInformation<I> inputType, KeySelector<I, K> keyOf) {
    this.inputType = inputType;
    this.keyOf = keyOf;
  }

  /** Event time of an input, in epoch milliseconds. */
  protected abstract long timeOf(I input);

  /** Total order of inputs of the same moment and key; must not hang on who delivered them. */
  protected abstract Comparator<I> tieBreak();

  /** Takes one input; the key is set. */
  protected abstract void take(I input) throws Exception;

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    waiting = new Waiting<>(this::timeOf, tieBreak());
    keysInSnapshot = new ArrayList<>();
    watermark = Long.MIN_VALUE;
    handedOn = Long.MIN_VALUE;
    ListStateDescriptor<I> descriptor = new ListStateDescriptor<>("waiting", inputType);
    waitingState = context.getKeyedStateStore().getListState(descriptor);
    if (context.isRestored()) {
      this.<K>getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              descriptor,
              (key, state) -> {
                state.get().forEach(waiting::add);
                keysInSnapshot.add(key);
              });
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("ends", VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public void setKeyContextElement(StreamRecord<I> record) {
    // The key is set when the input is taken, which is seldom when it arrives.
  }

  @Override
  public void processElement(StreamRecord<I> element) throws Exception {
    I input = element.getValue();
    if (timeOf(input) > watermark) {
      waiting.add(input);
    } else {
      takeKeyed(input);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    waiting.takeUpTo(mark.getTimestamp(), this::takeKeyed);
    watermark = Math.max(watermark, mark.getTimestamp());
    int most = isEndOfTime() ? Integer.MAX_VALUE : mostTimers();
    rung = 0;
    timeServiceManager.tryAdvanceWatermark(mark, () -> ++rung >= most);
    handedOn = watermark;
    output.emitWatermark(mark);
  }

  /**
   * How many timers may ring at one watermark; those that are left ring at the next ones. Only for
   * timers that put nothing out: their output would be late.
   */
  protected int mostTimers() {
    return Integer.MAX_VALUE;
  }

  private void takeKeyed(I input) throws Exception {
    setCurrentKey(key(input));
    settle(timeOf(input) - 1);
    take(input);
  }

  /**
   * Does for the current key what was due by a time, in epoch milliseconds. Timers alone would not
   * do: at one step of the watermark all inputs are taken before the first timer rings, so how much
   * was forgotten or said by then would hang on how coarse the steps are. Timers that ring only
   * because a replay ends do not lead here: live, time would have gone on.
   */
  protected void settle(long now) throws Exception {}

  @Override
  public void onEventTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
    if (!isEndOfTime()) {
      settle(timer.getTimestamp());
    }
  }

  @Override
  public final void onProcessingTime(InternalTimer<K, VoidNamespace> timer) {
    throw new IllegalStateException("nothing here is timed by the wall clock");
  }

  private K key(I input) {
    try {
      return keyOf.getKey(input);
    } catch (Exception fault) {
      throw new IllegalStateException("no key in " + input, fault);
    }
  }

  /**
   * All that waits in a key group is stored under the key of one of them: a key each would be as
   * many entries in the state backend, to be made now and to be written one by one.
   */
  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    letGoOfSnapshot();
    int groups = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
    Map<Integer, List<I>> byGroup = new HashMap<>();
    waiting.forEach(
        input ->
            byGroup
                .computeIfAbsent(
                    KeyGroupRangeAssignment.assignToKeyGroup(key(input), groups),
                    group -> new ArrayList<>())
                .add(input));
    for (List<I> ofGroup : byGroup.values()) {
      K key = key(ofGroup.get(0));
      setCurrentKey(key);
      waitingState.update(ofGroup);
      keysInSnapshot.add(key);
    }
  }

  /** What was stored is let go: by the next checkpoint nearly all of it is taken. */
  @Override
  public void notifyCheckpointComplete(long id) throws Exception {
    super.notifyCheckpointComplete(id);
    letGoOfSnapshot();
  }

  private void letGoOfSnapshot() {
    for (K key : keysInSnapshot) {
      setCurrentKey(key);
      waitingState.clear();
    }
    keysInSnapshot.clear();
  }

  /** Asks for {@link #onEventTime} of the current key once the watermark has passed a time. */
  protected final void wakeAt(long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time);
  }

  /** Whether the input has ended, so that every timer rings whatever its time. */
  protected final boolean isEndOfTime() {
    return watermark == Watermark.MAX_WATERMARK.getTimestamp();
  }

  /** Hands an output on, with the event time it belongs to. */
  protected final void emit(O value, long at) {
    output.collect(new StreamRecord<>(value, notLate(at)));
  }

  /** Hands something on beside the output. */
  protected final <T> void emit(OutputTag<T> tag, T value, long at) {
    output.collect(tag, new StreamRecord<>(value, notLate(at)));
  }

  /**
   * A straggler's output may not be late for those after it. What a timer puts out is none: they do
   * not know yet of the watermark that made it ring, and have to take it in its turn.
   */
  private long notLate(long at) {
    return isEndOfTime() ? at : Math.max(at, handedOn + 1);
  }
}
