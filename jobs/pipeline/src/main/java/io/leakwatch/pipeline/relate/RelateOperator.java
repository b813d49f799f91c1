package io.leakwatch.pipeline.relate;

import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.pipeline.order.InEventTimeOrder;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Either;

/**
 * The alerts of one subject side by side: they name each other, one that a takeover rests on gets
 * as severe as that, and of two that mean the same act the more general one is folded into the
 * other. Revisions are numbered here, because a link may be one.
 *
 * <p>And they are counted here: whoever attacks decides how often an alert has something new to
 * say, and each revision costs its readers something. So an alert has at most so many revisions
 * within a minute of event time. What comes beyond that is learnt, and said once the minute is
 * over: the last state of an alert is always handed on, and no number is left out.
 */
final class RelateOperator extends InEventTimeOrder<Entity, Either<Alert, Link>, Alert> {

  static {
    // State may be restored, and records handed on, in a JVM that decodes no events.
    TrustedSchemas.trust();
  }

  /** A day longer than an alert may begin again, so that its revisions are counted on. */
  private static final long RESTS_MILLIS =
      Duration.ofMillis(RaiseOperator.RESTS_MILLIS).plusDays(1).toMillis();

  /** What is not worth a revision of its own waits for another one so long. */
  private static final long UNSAID_MILLIS = Duration.ofDays(1).toMillis();

  private final HashMap<String, Set<String>> coveredBy;
  private final int mostRevisions;

  /** The last state of each alert, as it was handed on. */
  private transient MapState<String, Alert> last;

  /** Those that have learnt what no revision says yet, and when one has to say it. */
  private transient MapState<String, Long> unsaid;

  private transient Pace pace;
  private transient Said said;

  /**
   * @param mostRevisions how many an alert may have within a minute, at least one
   */
  RelateOperator(List<DetectorProfile> detectors, int mostRevisions) {
    super(Notes.TYPE, Notes::subject);
    this.mostRevisions = mostRevisions;
    coveredBy = new HashMap<>();
    detectors.forEach(each -> coveredBy.put(each.id(), Set.copyOf(each.covers())));
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    last =
        context
            .getKeyedStateStore()
            .getMapState(new MapStateDescriptor<>("last", Types.STRING, RaiseOperator.ALERT));
    unsaid =
        context
            .getKeyedStateStore()
            .getMapState(new MapStateDescriptor<>("unsaid", Types.STRING, Types.LONG));
    pace = new Pace(context.getKeyedStateStore(), mostRevisions);
    said = new Said(getMetricGroup(), coveredBy.keySet(), this::now);
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /** One that belongs to no other waits for nothing: time may stand still because of it. */
  @Override
  public void processElement(StreamRecord<Either<Alert, Link>> element) throws Exception {
    Either<Alert, Link> note = element.getValue();
    if (note.isLeft() && note.left().getDetectorId().equals(Gaps.ID)) {
      said.said(note.left());
      output.collect(new StreamRecord<>(note.left(), element.getTimestamp()));
    } else {
      super.processElement(element);
    }
  }

  @Override
  protected long timeOf(Either<Alert, Link> note) {
    return Notes.at(note);
  }

  @Override
  protected Comparator<Either<Alert, Link>> tieBreak() {
    return Notes.OF_A_MOMENT;
  }

  @Override
  protected void take(Either<Alert, Link> note) throws Exception {
    if (note.isRight()) {
      take(note.right());
    } else {
      take(note.left(), Notes.at(note));
    }
  }

  private void take(Alert state, long at) throws Exception {
    Alert before = last.get(state.getAlertId());
    Alert now = Bonds.following(before, state);
    Alert covering = Bonds.isOpen(state) ? covering(state) : null;
    if (covering != null) {
      fold(now, before, covering, at);
      return;
    }
    if (before != null && !Bonds.isOpen(before) && !Bonds.isOpen(state)) {
      return; // it was folded into another, which closed it
    }
    for (Alert other : others(state)) {
      if (Bonds.isOpen(state) && covers(state, other)) {
        now = Bonds.atLeastAs(other, Bonds.with(now, other, Relation.SAME_SUBJECT));
        said.folded(other);
        handOn(Bonds.foldedInto(now, Bonds.revision(other, at), at), at);
      } else if (Bonds.isOpen(state) && !Bonds.names(other, now)) {
        now = Bonds.with(now, other, Relation.SAME_SUBJECT);
        handOn(Bonds.revision(Bonds.with(other, now, Relation.SAME_SUBJECT), at), at);
      }
    }
    handOn(now, at);
  }

  /** What is known already is not said again; graver than before makes the covering one graver. */
  private void fold(Alert now, Alert before, Alert covering, long at) throws Exception {
    if (before == null || Bonds.isOpen(before)) {
      said.folded(now);
      handOn(Bonds.foldedInto(covering, now, at), at);
    }
    Alert learned = Bonds.atLeastAs(now, Bonds.with(covering, now, Relation.SAME_SUBJECT));
    if (!learned.equals(covering)) {
      handOn(Bonds.revision(learned, at), at);
    }
  }

  private void take(Link link) throws Exception {
    Alert known = last.get(link.alertId());
    if (known == null) {
      return;
    }
    Alert learned = Bonds.with(known, link);
    if (learned.equals(known)) {
      return;
    }
    if (link.relation() == Relation.SAME_SOURCE) {
      // Worth knowing, but not worth a revision each: the next one says it.
      last.put(learned.getAlertId(), learned);
      if (!unsaid.contains(learned.getAlertId())) {
        unsaid.put(learned.getAlertId(), link.at() + UNSAID_MILLIS);
        wakeAt(link.at() + UNSAID_MILLIS);
      }
    } else {
      handOn(Bonds.revision(learned, link.at()), link.at());
    }
  }

  /** An open alert about the same subject that means the same act, and more specially; or null. */
  private Alert covering(Alert state) throws Exception {
    for (Alert other : others(state)) {
      if (covers(other, state)) {
        return other;
      }
    }
    return null;
  }

  /** One on trial covers none that asks for action. */
  private boolean covers(Alert special, Alert general) {
    return coveredBy
            .getOrDefault(special.getDetectorId(), Set.of())
            .contains(general.getDetectorId())
        && special.getMode().compareTo(general.getMode()) <= 0;
  }

  /** Other open alerts about the subject, in an order that is always the same. */
  private List<Alert> others(Alert state) throws Exception {
    Map<String, Alert> others = new HashMap<>();
    for (Map.Entry<String, Alert> each : last.entries()) {
      if (Bonds.isOpen(each.getValue()) && !each.getKey().equals(state.getAlertId())) {
        others.put(each.getKey(), each.getValue());
      }
    }
    List<Alert> sorted = new ArrayList<>(others.values());
    sorted.sort(Comparator.comparing(Alert::getRaisedAt).thenComparing(Alert::getAlertId));
    return sorted;
  }

  private void handOn(Alert alert, long at) throws Exception {
    String id = alert.getAlertId();
    if (pace.count(id, at)) {
      last.put(id, alert);
      unsaid.remove(id);
      said.said(alert);
      emit(alert, at);
    } else {
      said.heldBack();
      last.put(id, Bonds.unnumbered(alert));
      unsaid.put(id, pace.next(id));
      wakeAt(pace.next(id));
    }
    if (!Bonds.isOpen(alert)) {
      wakeAt(at + RESTS_MILLIS);
    }
  }

  /** What was held back is said at the end of a replay, too: it would have been soon. */
  @Override
  public void onEventTime(InternalTimer<Entity, VoidNamespace> timer) throws Exception {
    super.onEventTime(timer);
    if (isEndOfTime()) {
      for (Map.Entry<String, Long> each : dueBy(timer.getTimestamp()).entrySet()) {
        if (pace.isUsedUp(each.getKey()) && pace.next(each.getKey()) == each.getValue()) {
          sayNow(each);
        }
      }
    }
  }

  @Override
  protected void settle(long now) throws Exception {
    sayWhatIsDue(now);
    List<String> over = new ArrayList<>();
    for (Map.Entry<String, Alert> each : last.entries()) {
      Alert alert = each.getValue();
      if (!Bonds.isOpen(alert) && alert.getUpdatedAt().toEpochMilli() + RESTS_MILLIS <= now) {
        over.add(each.getKey());
      }
    }
    for (String id : over) {
      last.remove(id);
      unsaid.remove(id);
      pace.forget(id);
    }
  }

  /** What is due may be held back for another minute, which may be over, too. */
  private void sayWhatIsDue(long now) throws Exception {
    Map<String, Long> due = dueBy(now);
    while (!due.isEmpty()) {
      for (Map.Entry<String, Long> each : due.entrySet()) {
        sayNow(each);
      }
      due = dueBy(now);
    }
  }

  private Map<String, Long> dueBy(long now) throws Exception {
    Map<String, Long> due = new TreeMap<>();
    for (Map.Entry<String, Long> each : unsaid.entries()) {
      if (each.getValue() <= now) {
        due.put(each.getKey(), each.getValue());
      }
    }
    return due;
  }

  private void sayNow(Map.Entry<String, Long> due) throws Exception {
    handOn(Bonds.revision(last.get(due.getKey()), due.getValue()), due.getValue());
  }
}
