package io.leakwatch.pipeline.decisions;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.pipeline.metrics.CounterBy;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.ControlStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Applies what was decided to each revision of an alert, on its way to the sinks. Commands are no
 * state of it: all of them are read again at every start, and until that is done alerts wait here.
 * What waits has no bound of its own; it is what a job raises within the moments that it takes to
 * read two small topics of the Kafka that its events come from. Time is that of alerts alone: that
 * nobody decides anything holds nothing up.
 */
final class DecideOperator extends AbstractStreamOperator<Alert>
    implements TwoInputStreamOperator<Alert, Command, Alert>, BoundedMultiInput {

  /** What the first subtask says to commands. */
  static final OutputTag<ControlStatus> ANSWERS =
      new OutputTag<>("answers", ChosenType.avro(ControlStatus.class));

  private final TreeSet<String> running;

  private transient Decisions decisions;
  private transient Answers answers;
  private transient boolean isFirst;
  private transient boolean isOpen;
  private transient List<Alert> waiting;
  private transient ListState<Alert> waitingState;
  private transient Set<Entity> keysInSnapshot;
  private transient Watermark held;
  private transient CounterBy suppressed;
  private transient CounterBy belowFloor;
  private transient CounterBy switchedOff;
  private transient CounterBy commands;

  /**
   * @param detectors the ids of those that run
   */
  DecideOperator(Set<String> detectors) {
    running = new TreeSet<>(detectors);
    running.add(Gaps.ID);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    decisions = new Decisions();
    answers = new Answers(running);
    answers.restore(context);
    isFirst = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    waiting = new ArrayList<>();
    keysInSnapshot = new HashSet<>();
    ListStateDescriptor<Alert> descriptor =
        new ListStateDescriptor<>("undecided", RaiseOperator.ALERT);
    waitingState = context.getKeyedStateStore().getListState(descriptor);
    if (context.isRestored()) {
      this.<Entity>getKeyedStateBackend()
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
    suppressed = JobMetric.ALERTS_SUPPRESSED.counterBy(getMetricGroup(), running);
    belowFloor = JobMetric.ALERTS_BELOW_FLOOR.counterBy(getMetricGroup(), running);
    switchedOff = JobMetric.ALERTS_SWITCHED_OFF.counterBy(getMetricGroup(), running);
    commands = JobMetric.COMMANDS.counterBy(getMetricGroup(), List.of("accepted", "refused"));
    List<Alert> those = waiting;
    JobMetric.ALERTS_UNDECIDED.gauge(getMetricGroup(), those::size);
  }

  @Override
  public void processElement1(StreamRecord<Alert> element) {
    if (isOpen) {
      decide(element.getValue());
    } else {
      waiting.add(element.getValue());
    }
  }

  private void decide(Alert alert) {
    Decision decision = decisions.about(alert);
    String detector = alert.getDetectorId();
    long at = alert.getUpdatedAt().toEpochMilli();
    answers.judged(at);
    if (!decision.isWritten()) {
      switchedOff.inc(detector);
      return;
    }
    if (decision.suppressedBy() != null) {
      suppressed.inc(detector);
    }
    if (decision.isBelowFloor()) {
      belowFloor.inc(detector);
    }
    output.collect(new StreamRecord<>(decision.applied(alert), at));
  }

  @Override
  public void processElement2(StreamRecord<Command> element) throws Exception {
    Command command = element.getValue();
    if (command.what() == Command.What.READ_TO_END) {
      openUp();
    } else if (command.value() != null) {
      answer(ReadCommand.of(command, decisions));
    } else if (command.what() == Command.What.SUPPRESSION) {
      decisions.dropSuppression(command.id());
    } else {
      decisions.dropControl(command.id());
    }
  }

  private void answer(ReadCommand command) {
    if (!isFirst) {
      return;
    }
    commands.inc(command.refusal().isEmpty() ? "accepted" : "refused");
    Instant now = Instant.ofEpochMilli(getProcessingTimeService().getCurrentProcessingTime());
    ControlStatus answer = answers.to(command, now);
    if (answer != null) {
      output.collect(ANSWERS, new StreamRecord<>(answer, now.toEpochMilli()));
    }
  }

  /** A job that is drained as soon as it runs puts out what it has, by what it knows. */
  @Override
  public void endInput(int input) throws Exception {
    if (input == 2 && !isOpen) {
      openUp();
    }
  }

  private void openUp() throws Exception {
    isOpen = true;
    waiting.forEach(this::decide);
    waiting.clear();
    if (held != null) {
      processWatermark1(held);
      held = null;
    }
  }

  /** Time does not pass by those that wait. */
  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    if (!isOpen) {
      held = mark;
      return;
    }
    if (mark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
      answers.judged(mark.getTimestamp());
    }
    processWatermark(mark);
  }

  @Override
  public void processWatermark2(Watermark mark) {
    // Commands have no time: each says from when it holds.
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) throws Exception {
    if (input == 0) {
      processWatermarkStatus(status);
    }
  }

  /** By their subjects, as all that is known of one: so it is where its next revision will be. */
  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (Entity key : keysInSnapshot) {
      setCurrentKey(key);
      waitingState.clear();
    }
    keysInSnapshot.clear();
    for (Alert each : waiting) {
      Entity subject = Decide.subject(each);
      setCurrentKey(subject);
      waitingState.add(each);
      keysInSnapshot.add(subject);
    }
    answers.snapshot();
  }
}
