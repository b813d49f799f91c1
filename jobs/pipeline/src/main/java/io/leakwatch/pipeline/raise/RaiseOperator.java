package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.story.Extent;
import io.leakwatch.pipeline.correlate.Correlate;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.geo.GeoDatabases;
import io.leakwatch.pipeline.geo.GeoFiles;
import io.leakwatch.pipeline.metrics.CounterBy;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.order.InEventTimeOrder;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.watch.DetectorFaults;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.util.OutputTag;

/**
 * Turns matches into alerts: the first makes one, later ones on the same subject are folded into it
 * while it is open. Not every repeat updates it: only a graver one, or one that makes the count a
 * power of two; the closing revision has the final figures.
 */
public final class RaiseOperator extends InEventTimeOrder<Tuple2<String, Entity>, Match, Alert> {

  static {
    // State may be restored, and records handed on, in a JVM that decodes no events.
    TrustedSchemas.trust();
  }

  public static final TypeInformation<Alert> ALERT = ChosenType.avro(Alert.class);

  public static final TypeInformation<Link> LINK = ChosenType.derived(Link.class);

  public static final TypeInformation<Tuple2<String, Entity>> KEY =
      Types.TUPLE(Types.STRING, EntitySerializer.TYPE);

  /** For each account that an alert says was entered: a signal of kind {@link Sequence#ENTRY}. */
  public static final OutputTag<Signal> ENTRIES = new OutputTag<>("entries", Correlate.SIGNAL);

  /** That an alert is a step of another, for the one that is the step. */
  public static final OutputTag<Link> LINKS = new OutputTag<>("links", LINK);

  /**
   * A closed alert is remembered so long, so that what begins again with the same cause goes on in
   * it: no sensor remembers a first event for longer.
   */
  public static final long RESTS_MILLIS = Duration.ofDays(32).toMillis();

  /** An armed detector, how long its alerts stay open after they were last seen, and its rules. */
  private record Raiser(
      Detector<?> detector, boolean shadow, long openMillis, String rulesVersion) {}

  private final String step;
  private final ArrayList<Armed> armed;
  private final GeoFiles geo;

  private transient GeoDatabases databases;
  private transient Alerts alerts;
  private transient Map<String, Raiser> raisers;
  private transient DetectorFaults faults;
  private transient CounterBy suppressed;
  private transient ValueState<Alert> open;
  private transient ValueState<Alert> resting;

  /** How many accounts and records the last revision named. */
  private transient ValueState<Tuple2<Long, Long>> said;

  /** The match whose words the alert has: of the gravest, the latest. */
  private transient ValueState<Match> speaking;

  /**
   * @param step the operator's name
   * @param geo what gives names to the addresses that something came from
   */
  public RaiseOperator(String step, List<Armed> armed, GeoFiles geo) {
    super(Correlate.MATCH, RaiseOperator::keyOf);
    this.step = step;
    this.armed = new ArrayList<>(armed);
    this.geo = geo;
  }

  /** Detector and subject. */
  public static Tuple2<String, Entity> keyOf(Match match) {
    return Tuple2.of(match.detectorId(), match.subject());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    faults = new DetectorFaults(step, getMetricGroup());
    suppressed =
        JobMetric.SUPPRESSED.counterBy(
            getMetricGroup(), armed.stream().map(one -> one.type().id()).toList());
    raisers = new HashMap<>();
    for (Armed one : armed) {
      Detector<?> detector = one.newDetector();
      raisers.put(
          detector.profile().id(),
          new Raiser(
              detector, one.isShadow(), detector.staysOpen().toMillis(), RulesVersion.of(one)));
    }
    databases = geo.open();
    alerts = new Alerts(new SourceNames(databases));
    open = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("open", ALERT));
    speaking =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>("speaking", Correlate.MATCH));
    said =
        context
            .getKeyedStateStore()
            .getState(new ValueStateDescriptor<>("said", Types.TUPLE(Types.LONG, Types.LONG)));
    resting = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("resting", ALERT));
  }

  @Override
  public void close() throws Exception {
    super.close();
    if (databases != null) {
      databases.close();
    }
  }

  @Override
  protected long timeOf(Match match) {
    return match.at();
  }

  /**
   * A single signal comes before the sequence that it completes; of sequences that one signal
   * completes, the one that began last comes first and is the one that counts.
   */
  @Override
  protected Comparator<Match> tieBreak() {
    return Comparator.comparing(Match::sequence)
        .thenComparing(match -> match.last().kind())
        .thenComparing(match -> match.last().eventIds().toString())
        .thenComparing(match -> match.first().at(), Comparator.reverseOrder());
  }

  @Override
  protected void take(Match match) throws Exception {
    Raiser raiser = raisers.get(match.detectorId());
    if (raiser == null) {
      return; // it waited in a savepoint, and its detector is gone since
    }
    Optional<Finding> found = finding(raiser.detector(), match);
    if (found.isEmpty()) {
      return;
    }
    Alert before = open.value();
    if (before != null && closesAt(before, raiser) < match.at()) {
      close(before, closesAt(before, raiser));
      before = null;
    }
    if (before == null && match.last().report()) {
      return; // it says how an alert went on, and that one is over
    }
    if (before == null) {
      before = restingWithCauseOf(match);
    }
    if (before != null && Revisions.addsNothing(before, match, found.get())) {
      suppressed.inc(match.detectorId());
      return;
    }
    Alert changed =
        before == null
            ? create(raiser, match, found.get())
            : fold(raiser, before, match, found.get());
    Alert after = Alert.newBuilder(changed).setRulesVersion(raiser.rulesVersion()).build();
    wakeAt(closesAt(after, raiser));
    if (before == null
        || isOver(before)
        || Revisions.isWorthOne(before, after)
        || (match.last().report() && Revisions.saysMuchMore(said.value(), after))) {
      Alert revised = before == null ? after : Alerts.next(after);
      emit(revised, match.at());
      open.update(revised);
      said.update(Tuple2.of(revised.getAffectedCount(), revised.getRecords()));
    } else {
      suppressed.inc(match.detectorId());
      open.update(after);
    }
    for (Signal signal : match.signals()) {
      if (signal.cause() != null) {
        emit(LINKS, Steps.link(after, signal.cause(), match.at()), match.at());
      }
    }
    for (String account : match.last().entered()) {
      emit(ENTRIES, Steps.entry(after, match, account), match.at());
    }
  }

  private Alert create(Raiser raiser, Match match, Finding found) throws Exception {
    speaking.update(match);
    return alerts.create(raiser.detector().profile(), raiser.shadow(), match, found);
  }

  /** The words are said anew, for what has come since may be more than they say. */
  private Alert fold(Raiser raiser, Alert before, Match match, Finding found) throws Exception {
    Match last = speaking.value();
    boolean speaks = last == null || found.severity().compareTo(before.getSeverity()) >= 0;
    Match speaker = speaks ? match : last;
    speaking.update(speaker);
    Extent known = Reach.of(before).and(found.extent());
    Finding words = finding(raiser.detector(), speaker.reaching(known)).orElse(found);
    return alerts.fold(before, match, found, speaker, words);
  }

  /** The closed alert that the match would raise once more; null if there is none. */
  private Alert restingWithCauseOf(Match match) throws Exception {
    Alert last = resting.value();
    return last != null && last.getAlertId().equals(Alerts.idOf(match)) ? last : null;
  }

  private static boolean isOver(Alert alert) {
    return alert.getActivity() == AlertActivity.CLOSE;
  }

  /** What a detector says of a match; nothing where it fails to say it. */
  private Optional<Finding> finding(Detector<?> detector, Match match) {
    try {
      return detector.finding(match);
    } catch (RuntimeException fault) {
      emit(DeadLetters.TAG, faults.ofWords(match, fault), match.at());
      return Optional.empty();
    }
  }

  private static long closesAt(Alert alert, Raiser raiser) {
    return alert.getLastSeenAt().toEpochMilli() + raiser.openMillis();
  }

  @Override
  public void onEventTime(InternalTimer<Tuple2<String, Entity>, VoidNamespace> timer)
      throws Exception {
    Alert alert = open.value();
    // At the end of a replay time ends, but what was going on then has not ended.
    if (isEndOfTime()) {
      return;
    }
    if (alert == null) {
      forget(timer.getTimestamp());
      return;
    }
    Raiser raiser = raisers.get(alert.getDetectorId());
    if (raiser == null || closesAt(alert, raiser) <= timer.getTimestamp()) {
      close(alert, timer.getTimestamp());
    } else {
      // It was seen again since, or stays open for longer than when this moment was chosen.
      wakeAt(closesAt(alert, raiser));
    }
  }

  private void forget(long now) throws Exception {
    Alert last = resting.value();
    if (last != null && last.getClosedAt().toEpochMilli() + RESTS_MILLIS <= now) {
      resting.clear();
      speaking.clear();
    }
  }

  private void close(Alert alert, long at) throws Exception {
    Alert closed = Alerts.close(alert, at);
    emit(closed, at);
    open.clear();
    said.clear();
    resting.update(closed);
    wakeAt(at + RESTS_MILLIS);
  }
}
