package io.leakwatch.pipeline;

import static io.leakwatch.pipeline.watch.Stuffing.feed;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.route.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * A firing case around a savepoint, at which one option is changed: what the restarted operator
 * finds and forgets, beside what a fresh one does with the same options.
 */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
final class ChangedRun {

  /** Longer than anything is remembered; whole weeks, because hours of the week matter. */
  private static final long LATER = Duration.ofDays(7 * 160).toMillis();

  /** How often what has ended is looked for, and the grain of the time of the look. */
  private static final Duration LOOKS = Duration.ofMinutes(61);

  private static final double AS_IT_IS = 1;

  /** What an operator emitted, and all it remembers. */
  private record Stop(Set<String> found, OperatorSubtaskState state) {}

  /** An attack with a changed option, as a fresh operator sees it. */
  private record Fresh(Armed armed, double pace, Set<String> found) {}

  private final RoomCase one;
  private final DetectorType type;
  private final Duration forgetsAfter;
  private final Set<String> foundBefore;
  private final Stop longAgo;
  private final Stop halfway;
  private final Map<ChangedOption<?>, Fresh> fresh = new HashMap<>();

  /**
   * @param forgetsAfter the room's promise
   */
  ChangedRun(RoomCase one, DetectorType type, Duration forgetsAfter) throws Exception {
    this.one = one;
    this.type = type;
    this.forgetsAfter = forgetsAfter;
    Armed before = one.armed(type);
    List<Observation> all = observations(before, LATER, AS_IT_IS);
    foundBefore = run(null, before, all).found();
    longAgo = run(null, before, observations(before, 0, AS_IT_IS));
    halfway = run(null, before, all.stream().filter(each -> each.at() <= half()).toList());
  }

  private long half() {
    return one.events().get(one.events().size() / 2).at() + LATER;
  }

  /**
   * @param pace 2 for an attack that takes twice as long
   */
  private List<Observation> observations(Armed armed, long later, double pace) {
    Routing routing = new Routing(List.of(armed));
    Activities activities = new Activities(null);
    List<Observation> seen = new ArrayList<>();
    for (CaseEvent each : one.events()) {
      long since = each.at() - CaseLines.BEGIN;
      long by = later + (long) (since * pace) - since;
      routing.observations(activities.of(moved(each.event(), by)), seen::add);
    }
    return seen;
  }

  /** The event, with all the times that it holds. */
  private static SpecificRecord moved(SpecificRecord event, long millis) {
    SpecificRecord moved = SpecificData.get().deepCopy(event.getSchema(), event);
    for (Schema.Field field : event.getSchema().getFields()) {
      if (moved.get(field.pos()) instanceof Instant time) {
        moved.put(field.pos(), time.plusMillis(millis));
      }
    }
    return moved;
  }

  private static long last(List<Observation> observations) {
    return observations.stream().mapToLong(Observation::at).max().orElse(CaseLines.BEGIN);
  }

  private static Stop run(OperatorSubtaskState from, Armed armed, List<Observation> observations)
      throws Exception {
    try (var harness = Harnesses.watching(List.of(armed))) {
      if (from != null) {
        harness.initializeState(from);
      }
      harness.open();
      feed(harness, observations);
      harness.processWatermark(last(observations));
      OperatorSubtaskState state = harness.snapshot(1, 1);
      return new Stop(kinds(harness.extractOutputValues()), state);
    }
  }

  private static Set<String> kinds(List<Signal> signals) {
    Set<String> kinds = new TreeSet<>();
    signals.forEach(signal -> kinds.add(signal.kind() + " of " + signal.subject()));
    return kinds;
  }

  /** How many entities are remembered, though all they did was long enough ago. */
  private int leftOver(Stop stop, ChangedOption<?> change, Armed armed, long last)
      throws Exception {
    long promised = (long) (forgetsAfter.toMillis() * Math.max(1, change.factor()));
    try (var harness = Harnesses.watching(List.of(armed))) {
      harness.initializeState(stop.state());
      harness.open();
      harness.processWatermark(last + promised + Harnesses.LATENESS.toMillis() + LOOKS.toMillis());
      harness.snapshot(1, 1);
      return remembered(harness);
    }
  }

  /**
   * Whether the attack is seen with the changed option at all, if need be a slower or faster one.
   */
  boolean fires(ChangedOption<?> change) throws Exception {
    Armed armed = change.armed(type, one.armed(type).settings());
    for (double pace : List.of(AS_IT_IS, change.factor())) {
      Set<String> found = run(null, armed, observations(armed, LATER, pace)).found();
      if (!found.isEmpty()) {
        fresh.put(change, new Fresh(armed, pace, found));
        return true;
      }
    }
    return false;
  }

  /**
   * What the restarted operator does otherwise than it should; only for one that {@link #fires}.
   */
  List<String> faults(ChangedOption<?> change) throws Exception {
    List<String> faults = new ArrayList<>();
    Fresh wanted = fresh.get(change);
    Armed armed = wanted.armed();
    List<Observation> attack = observations(armed, LATER, wanted.pace());

    if (leftOver(longAgo, change, armed, last(observations(armed, 0, AS_IT_IS))) > 0) {
      faults.add("what was stored is remembered for ever");
    }
    Stop later = run(longAgo.state(), armed, attack);
    if (!later.found().equals(wanted.found())) {
      faults.add("finds " + later.found() + ", a fresh one " + wanted.found());
    }
    if (leftOver(later, change, armed, last(attack)) > 0) {
      faults.add("what is stored now is remembered for ever");
    }
    if (wanted.pace() == AS_IT_IS) {
      Stop rest =
          run(halfway.state(), armed, attack.stream().filter(each -> each.at() > half()).toList());
      Set<String> lacking = new TreeSet<>(wanted.found());
      lacking.retainAll(foundBefore);
      lacking.removeAll(halfway.found());
      lacking.removeAll(rest.found());
      if (!lacking.isEmpty()) {
        faults.add("in the middle of the attack, does not find " + lacking);
      }
    }
    return faults.stream()
        .map(fault -> "case '%s', %s: %s".formatted(one.name(), change.way(), fault))
        .toList();
  }
}
