package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears the pulses of all that admit events, and raises, updates and closes an alert for each gap.
 * There is one of it: it hears a pulse a minute from each subtask, and one of each new alert. A
 * minute of event time is judged once the watermark has passed it; what is heard of it later counts
 * for the next one.
 */
class GapOperator extends AbstractStreamOperator<Alert>
    implements OneInputStreamOperator<Pulse, Alert> {

  static {
    // State may be restored, and records handed on, in a JVM that decodes no events.
    TrustedSchemas.trust();
  }

  private static final Logger LOG = LoggerFactory.getLogger(GapOperator.class);

  static final long TICK_MILLIS = Duration.ofSeconds(10).toMillis();

  /** Where all records of the slowest source are refused, its watermark stands still. */
  private static final long WAITS_MILLIS = Duration.ofMinutes(2).toMillis();

  private final GapOptions options;
  private final Blindness blindness;
  private final boolean isLive;
  private final long checkpointIntervalMillis;

  private transient Judge judge;
  private transient LiveJudge live;
  private transient OpenGaps open;
  private transient TreeMap<Long, Pulse> minutes;
  private transient long judged;
  private transient long movedAt;
  private transient volatile long checkpointedAt;
  private transient ScheduledFuture<?> ticks;
  private transient ListState<Pulse> minutesState;
  private transient ListState<Pulse> recentState;
  private transient ListState<Pulse> carriedState;
  private transient ListState<Past> pastsState;
  private transient ListState<Gap.Open> openState;

  /**
   * @param isLive whether there are gaps by the wall clock
   * @param checkpointIntervalMillis not positive where there are no checkpoints
   */
  GapOperator(
      GapOptions options,
      List<DetectorProfile> detectors,
      boolean isLive,
      long checkpointIntervalMillis) {
    this.options = options;
    this.blindness = new Blindness(detectors);
    this.isLive = isLive;
    this.checkpointIntervalMillis = checkpointIntervalMillis;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    var store = context.getOperatorStateStore();
    minutesState = store.getListState(new ListStateDescriptor<>("minutes", Pulse.TYPE));
    recentState = store.getListState(new ListStateDescriptor<>("recent", Pulse.TYPE));
    carriedState = store.getListState(new ListStateDescriptor<>("carried", Pulse.TYPE));
    pastsState = store.getListState(new ListStateDescriptor<>("pasts", Past.TYPE));
    openState = store.getListState(new ListStateDescriptor<>("open", Gap.Open.TYPE));
    judge = new Judge(options, blindness);
    open = new OpenGaps(new GapAlerts(options));
    minutes = new TreeMap<>();
    judged = Long.MIN_VALUE;
    for (Pulse minute : minutesState.get()) {
      minutes.put(minute.minute(), minute);
    }
    Map<String, Long> carried = new TreeMap<>();
    for (Pulse before : carriedState.get()) {
      carried.putAll(before.counts());
      judged = before.minute();
    }
    judge.restore(pastsState.get(), carried, recentState.get());
    open.restore(openState.get());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    minutesState.update(List.copyOf(minutes.values()));
    recentState.update(judge.recent());
    carriedState.update(List.of(new Pulse(judged, 0, judge.carried())));
    pastsState.update(judge.pasts());
    openState.update(open.all());
  }

  @Override
  public void open() throws Exception {
    super.open();
    checkpointedAt = now();
    MetricGroup metrics = getMetricGroup();
    for (Reason reason : Reason.values()) {
      JobMetric.OPEN_GAPS.gauge(metrics, () -> open.count(reason), reason.word());
      JobMetric.OPEN_GAPS_BY_NAME.gauge(metrics, () -> open.count(reason), reason.word());
    }
    JobMetric.BLIND_DETECTORS.gauge(metrics, open::blindDetectors);
    JobMetric.CHECKPOINT_AGE_MS.gauge(metrics, () -> now() - checkpointedAt);
    if (isLive) {
      movedAt = now();
      live = new LiveJudge(options, blindness, judge, checkpointIntervalMillis, now());
      ticks =
          getProcessingTimeService().scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS);
    }
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void processElement(StreamRecord<Pulse> element) {
    Pulse pulse = element.getValue();
    if (live != null) {
      live.heard(pulse, now());
      movedAt = minutes.isEmpty() ? now() : movedAt;
    }
    long minute = Math.max(pulse.minute(), judged + 1);
    minutes.merge(minute, new Pulse(minute, pulse.written(), pulse.counts()), Pulse::and);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // At the end of a replay what was heard is judged; what was going on then has not ended.
    boolean isEnd = mark.getTimestamp() == Watermark.MAX_WATERMARK.getTimestamp();
    judgeUpTo(isEnd ? Long.MAX_VALUE : Pulse.minuteOf(mark.getTimestamp() + 1) - 1);
    super.processWatermark(mark);
  }

  private void judgeUpTo(long minute) {
    while (!minutes.isEmpty() && minutes.firstKey() <= minute) {
      Pulse next = minutes.pollFirstEntry().getValue();
      judged = next.minute();
      long at = (judged + 1) * Pulse.MINUTE_MILLIS;
      judge.judge(next).stream()
          .filter(gap -> live == null || open.has(gap) || live.believes(gap, now()))
          .forEach(gap -> open.hold(gap, at, this::say));
      open.closeEnded(false, at, this::say);
      if (live != null) {
        movedAt = now();
      }
    }
  }

  private void tick(long time) {
    long now = now();
    if (!minutes.isEmpty() && now - movedAt >= WAITS_MILLIS) {
      judgeUpTo(minutes.firstKey());
    }
    live.judge(now).forEach(gap -> open.hold(gap, now, this::say));
    open.closeEnded(true, now, this::say);
  }

  @Override
  public void notifyCheckpointComplete(long id) throws Exception {
    super.notifyCheckpointComplete(id);
    checkpointedAt = now();
    if (live != null) {
      live.checkpointCompleted(now());
    }
  }

  /** A warning, too: without a checkpoint no alert can be read. */
  private void say(Alert alert) {
    if (isLive && alert.getActivity() != AlertActivity.UPDATE) {
      LOG.warn(
          "coverage gap {}: {}. {}",
          alert.getActivity() == AlertActivity.CLOSE ? "closed" : "opened",
          alert.getTitle(),
          alert.getSummary());
    }
    output.collect(new StreamRecord<>(alert, alert.getUpdatedAt().toEpochMilli()));
  }
}
