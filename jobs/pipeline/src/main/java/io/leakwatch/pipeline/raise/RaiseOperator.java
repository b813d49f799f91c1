package io.leakwatch.pipeline.raise;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Detector;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Finding;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.correlate.Correlate;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.order.InEventTimeOrder;
import io.leakwatch.pipeline.types.ChosenType;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.pipeline.watch.DetectorFaults;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Evidence;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

  public static final TypeInformation<Tuple2<String, Entity>> KEY =
      Types.TUPLE(Types.STRING, EntitySerializer.TYPE);

  /** For each account that an alert says was entered: a signal of kind {@link Sequence#ENTRY}. */
  public static final OutputTag<Signal> ENTRIES = new OutputTag<>("entries", Correlate.SIGNAL);

  /** An alert is open at least so long after it was last seen. */
  private static final Duration SHORTEST_OPEN = Duration.ofHours(1);

  /** An armed detector and how long its alerts stay open after they were last seen. */
  private record Raiser(Detector<?> detector, boolean shadow, long openMillis) {}

  private final String step;
  private final ArrayList<Armed> armed;

  private transient Map<String, Raiser> raisers;
  private transient DetectorFaults faults;
  private transient ValueState<Alert> open;

  /**
   * @param step the operator's name
   */
  public RaiseOperator(String step, List<Armed> armed) {
    super(Correlate.MATCH, RaiseOperator::keyOf);
    this.step = step;
    this.armed = new ArrayList<>(armed);
  }

  /** Detector and subject. */
  public static Tuple2<String, Entity> keyOf(Match match) {
    return Tuple2.of(match.detectorId(), match.subject());
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    faults = new DetectorFaults(step, getMetricGroup());
    raisers = new HashMap<>();
    for (Armed one : armed) {
      Detector<?> detector = one.newDetector();
      raisers.put(
          detector.profile().id(), new Raiser(detector, one.isShadow(), openMillis(detector)));
    }
    open = context.getKeyedStateStore().getState(new ValueStateDescriptor<>("open", ALERT));
  }

  private static long openMillis(Detector<?> detector) {
    long longest = Math.max(SHORTEST_OPEN.toMillis(), detector.openFor().toMillis());
    for (Sequence sequence : detector.sequences()) {
      longest = Math.max(longest, sequence.within().toMillis());
    }
    return longest;
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
      close(before);
      before = null;
    }
    if (before != null && addsNothing(before, match, found.get())) {
      return;
    }
    Alert after =
        before == null
            ? Alerts.create(raiser.detector().profile(), raiser.shadow(), match, found.get())
            : Alerts.fold(before, match, found.get());
    wakeAt(closesAt(after, raiser));
    if (before == null || isWorthRevision(before, after)) {
      Alert revised = before == null ? after : Alerts.next(after);
      emit(revised, match.at());
      open.update(revised);
    } else {
      open.update(after);
    }
    for (String account : match.last().entered()) {
      emit(ENTRIES, entry(after, match, account), match.at());
    }
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

  private static Signal entry(Alert alert, Match match, String account) {
    return Signal.of(
            alert.getDetectorId(), Sequence.ENTRY, new Entity(SubjectType.ACCOUNT, account))
        .at(match.at())
        .since(match.first().firstSeenAt())
        .confidence(alert.getConfidence())
        .because(
            Condition.fact(
                "way in: " + alert.getDetectorId() + " alert", alert.getAlertId(), "any"))
        .events(match.last().eventIds())
        .account(account)
        .note(alert.getTitle())
        .build();
  }

  /**
   * The same last step after an earlier first one: a sequence counts once for what completed it,
   * unless the other first step proves something else.
   */
  private static boolean addsNothing(Alert alert, Match match, Finding finding) {
    return match.isSequence()
        && finding.severity().compareTo(alert.getSeverity()) <= 0
        && alert.getEventIds().containsAll(match.last().eventIds())
        && proven(alert)
            .containsAll(finding.conditions().stream().map(Condition::condition).toList());
  }

  private static boolean isWorthRevision(Alert before, Alert after) {
    boolean graver = after.getSeverity().compareTo(before.getSeverity()) > 0;
    boolean namesMore =
        isSevere(after)
            && !(before.getAffectedAccounts().containsAll(after.getAffectedAccounts())
                && proven(before).containsAll(proven(after)));
    boolean powerOfTwo =
        after.getOccurrences() > before.getOccurrences()
            && Long.bitCount(after.getOccurrences()) == 1;
    return graver || namesMore || powerOfTwo;
  }

  private static Set<String> proven(Alert alert) {
    return alert.getEvidence().stream().map(Evidence::getCondition).collect(Collectors.toSet());
  }

  private static boolean isSevere(Alert alert) {
    return switch (alert.getSeverity()) {
      case HIGH, CRITICAL -> true;
      default -> false;
    };
  }

  private static long closesAt(Alert alert, Raiser raiser) {
    return alert.getLastSeenAt().toEpochMilli() + raiser.openMillis();
  }

  @Override
  public void onEventTime(InternalTimer<Tuple2<String, Entity>, VoidNamespace> timer)
      throws Exception {
    Alert alert = open.value();
    // At the end of a replay time ends, but what was going on then has not ended.
    if (alert == null || isEndOfTime()) {
      return;
    }
    Raiser raiser = raisers.get(alert.getDetectorId());
    if (raiser == null || closesAt(alert, raiser) <= timer.getTimestamp()) {
      close(alert);
    } else {
      // It was seen again since, or stays open for longer than when this moment was chosen.
      wakeAt(closesAt(alert, raiser));
    }
  }

  private void close(Alert alert) throws Exception {
    Alert closed = Alerts.close(alert);
    emit(closed, alert.getLastSeenAt().toEpochMilli());
    open.clear();
  }

  @Override
  public void onProcessingTime(InternalTimer<Tuple2<String, Entity>, VoidNamespace> timer) {
    throw new IllegalStateException("nothing here is timed by the wall clock");
  }
}
