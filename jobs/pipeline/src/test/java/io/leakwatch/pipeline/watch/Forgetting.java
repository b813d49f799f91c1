package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.pipeline.CaseEvent;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.pipeline.RoomCase;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.memory.EntityState;
import io.leakwatch.pipeline.memory.EntityStateSerializer;
import io.leakwatch.pipeline.route.Routing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whether what a case leaves behind in a sensor's memory drains to nothing. */
public final class Forgetting {

  private final Routing routing;
  private final Sensors sensors;
  private final Map<Entity, EntityState> states = new HashMap<>();
  private final Map<Entity, Long> lastSeen = new HashMap<>();

  private Forgetting(Armed armed) {
    routing = new Routing(List.of(armed));
    sensors = new Sensors(List.of(armed));
  }

  /**
   * Every entity whose memory outlives what the room promises.
   *
   * @param after the room's promise
   */
  public static List<String> faults(RoomCase one, DetectorType type, Duration after)
      throws IOException {
    Forgetting run = new Forgetting(one.armed(type));
    if (type.armed().newDetector().newState().endsAt() != StatePart.NEVER) {
      return List.of("a new state remembers something: let every part of it begin empty");
    }
    for (CaseEvent event : one.events()) {
      run.observe(event);
    }
    List<String> faults = new ArrayList<>();
    for (Map.Entry<Entity, EntityState> each : run.states.entrySet()) {
      run.drain(each.getKey(), each.getValue(), after.toMillis())
          .forEach(fault -> faults.add("case '" + one.name() + "': " + fault));
    }
    return faults;
  }

  private void observe(CaseEvent event) {
    routing.observations(new Activities(null).of(event.event()), this::observe);
  }

  private void observe(Observation seen) {
    EntityState state = states.computeIfAbsent(seen.entity(), entity -> new EntityState());
    sensors.observe(seen, state, signal -> {}, Harnesses::rethrow);
    lastSeen.merge(seen.entity(), seen.at(), Math::max);
  }

  private List<String> drain(Entity entity, EntityState state, long promisedMillis)
      throws IOException {
    long last = lastSeen.get(entity);
    long end = sensors.prune(state, last);
    List<String> faults = new ArrayList<>();
    if (end != StatePart.NEVER && end - last > promisedMillis) {
      faults.add(
          "%s is remembered for %s after its last event; give it an earlier end, or raise"
                  .formatted(entity, Figures.of(Duration.ofMillis(end - last)))
              + " 'forgets-after' in cases.yaml");
    }
    EntityState restored = restored(state);
    if (end != StatePart.NEVER && sensors.prune(restored, end - 1) != end) {
      faults.add(entity + " has another end once it was written and read; see its state's parts");
    }
    if (sensors.prune(restored, end) != StatePart.NEVER || !restored.awake().isEmpty()) {
      faults.add(entity + " never drains to nothing; let every part of its state have an end");
    }
    return faults;
  }

  private static EntityState restored(EntityState state) throws IOException {
    var serializer = new EntityStateSerializer();
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(state, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
