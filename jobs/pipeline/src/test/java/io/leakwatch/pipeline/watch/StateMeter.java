package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.activity.Activity;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.CasesFile;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.pipeline.RoomsTest;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.memory.EntityState;
import io.leakwatch.pipeline.memory.EntityStateSerializer;
import io.leakwatch.pipeline.route.Routing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What the sensors of some detectors remember of all entities, without Flink: kept in plain maps,
 * forgotten when {@link WatchOperator} may forget it, though that does so up to an hour later, and
 * weighed as it would be stored. Events come in the order of their times.
 */
public final class StateMeter {

  /** No entity is remembered for longer after it was last seen. */
  public static final Duration LONGEST = Duration.ofDays(100);

  private final EntityStateSerializer serializer = new EntityStateSerializer();
  private final Activities activities = new Activities(null);
  private final Map<Integer, String> idByStateKey = new HashMap<>();
  private final Map<Entity, EntityState> states = new HashMap<>();
  private final Map<Entity, Long> lastSeen = new HashMap<>();
  private final TreeMap<Long, List<Entity>> timers = new TreeMap<>();
  private final List<DetectorType> detectors;
  private final Routing routing;
  private final Sensors sensors;
  private final long latenessMillis;

  /**
   * @param lateness as of the job: state is kept this much longer than its window
   */
  public StateMeter(List<DetectorType> detectors, Duration lateness) {
    this.detectors = List.copyOf(detectors);
    List<Armed> armed = detectors.stream().map(DetectorType::armed).toList();
    detectors.forEach(type -> idByStateKey.put(EntityState.keyOf(type.id()), type.id()));
    routing = new Routing(armed);
    sensors = new Sensors(armed);
    latenessMillis = lateness.toMillis();
  }

  /** Shows an event to all sensors that want it, of whatever entity. */
  public void see(SpecificRecord event) {
    see(activities.of(event));
  }

  void see(Activity activity) {
    routing.observations(activity, this::see);
  }

  /** Shows an observation of one entity only. */
  void see(Observation observation) {
    advanceTo(observation.at());
    Entity entity = observation.entity();
    EntityState state = states.computeIfAbsent(entity, e -> new EntityState());
    sensors.observe(observation, state, signal -> {}, Harnesses::rethrow);
    lastSeen.merge(entity, observation.at(), Math::max);
    if (state.expiresAt() == StatePart.NEVER) {
      wake(entity, state, sensors.prune(state, StatePart.NEVER), observation.at());
    }
  }

  /** Lets the time come, epoch milliseconds: what has ended by then is forgotten. */
  public void advanceTo(long time) {
    while (!timers.isEmpty() && timers.firstKey() <= time) {
      Map.Entry<Long, List<Entity>> due = timers.pollFirstEntry();
      for (Entity entity : due.getValue()) {
        EntityState state = states.get(entity);
        long ended = due.getKey() - latenessMillis;
        wake(entity, state, sensors.prune(state, ended), ended);
      }
    }
  }

  private void wake(Entity entity, EntityState state, long end, long now) {
    if (end == StatePart.NEVER) {
      states.remove(entity);
      lastSeen.remove(entity);
      return;
    }
    state.expiresAt(WatchOperator.nextExpiry(state, end, now, latenessMillis));
    timers.computeIfAbsent(state.expiresAt(), at -> new ArrayList<>()).add(entity);
  }

  /** How many entities anything is remembered of. */
  public int entities() {
    return states.size();
  }

  /** Bytes of all that is remembered of an entity; 0 for nothing. */
  int bytes(Entity entity) {
    EntityState state = states.get(entity);
    return state == null ? 0 : stored(state);
  }

  /** Everything that is remembered, weighed. */
  public StateCensus census() {
    StateCensus census = new StateCensus();
    states.forEach((entity, state) -> add(entity, state, census));
    return census;
  }

  /** What is remembered of one entity, weighed. */
  StateCensus census(Entity entity) {
    StateCensus census = new StateCensus();
    add(entity, states.getOrDefault(entity, new EntityState()), census);
    return census;
  }

  private void add(Entity entity, EntityState state, StateCensus census) {
    census.add(entity.type(), stored(state));
    int empty = stored(new EntityState());
    for (EntityState.Slot slot : state.awake()) {
      EntityState alone = new EntityState();
      alone.awake().add(slot);
      census.add(idByStateKey.get(slot.detectorKey()), entity.type(), stored(alone) - empty);
    }
  }

  private int stored(EntityState state) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(256);
      serializer.serialize(state, out);
      return out.length();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
  }

  /** Each detector's memory of an entity that outlives what its room promises. */
  public List<String> overdue() {
    Map<Integer, Duration> promises = new HashMap<>();
    for (DetectorType type : detectors) {
      Path cases = RoomsTest.ROOMS.resolve(type.profile().folder()).resolve("cases.yaml");
      // Without a promise the room is not in order, which is said elsewhere.
      Duration promise = CasesFile.read(cases).forgetsAfter();
      promises.put(EntityState.keyOf(type.id()), promise == null ? LONGEST : promise);
    }
    List<String> overdue = new ArrayList<>();
    states.forEach(
        (entity, state) -> {
          for (EntityState.Slot slot : state.awake()) {
            long latest = lastSeen.get(entity) + promises.get(slot.detectorKey()).toMillis();
            if (slot.live().endsAt() > latest) {
              overdue.add(idByStateKey.get(slot.detectorKey()) + " of " + entity);
            }
          }
        });
    return overdue;
  }
}
