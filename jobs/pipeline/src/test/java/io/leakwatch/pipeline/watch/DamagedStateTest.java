package io.leakwatch.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.state.StatePart;
import io.leakwatch.pipeline.CaseEvent;
import io.leakwatch.pipeline.CasesFile;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.pipeline.RoomCase;
import io.leakwatch.pipeline.RoomsTest;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.pipeline.memory.BegunAnew;
import io.leakwatch.pipeline.memory.EntityState;
import io.leakwatch.pipeline.memory.SleepingSlots;
import io.leakwatch.pipeline.route.Routing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some bytes of what a room has stored are others when they are read. */
class DamagedStateTest {

  private static final int TRIES = 300;

  /** One slot, as {@link SleepingSlots} reads it: its count, its key, its layout. */
  private static final int HEADER = 1 + Integer.BYTES + 1;

  private final DataOutputSerializer scratch = new DataOutputSerializer(256);
  private final Counter lost = new SimpleCounter();

  static List<DetectorType> rooms() {
    return RoomsTest.rooms();
  }

  /** Of each entity of the room's firing cases what is stored of it. */
  private List<byte[]> stored(DetectorType type) {
    CasesFile file =
        CasesFile.read(RoomsTest.ROOMS.resolve(type.profile().folder()).resolve("cases.yaml"));
    List<byte[]> stored = new ArrayList<>();
    for (RoomCase one : file.cases()) {
      if (one.kind() == RoomCase.Kind.FIRING) {
        Map<Entity, EntityState> states = new HashMap<>();
        Routing routing = new Routing(List.of(one.armed(type)));
        Sensors sensors = new Sensors(List.of(one.armed(type)));
        for (CaseEvent event : one.events()) {
          routing.observations(
              new Activities(null).of(event.event()),
              seen ->
                  sensors.observe(
                      seen,
                      states.computeIfAbsent(seen.entity(), entity -> new EntityState()),
                      signal -> {},
                      Harnesses::rethrow));
        }
        states.values().forEach(state -> stored.add(state.bytes(scratch)));
      }
    }
    stored.removeIf(bytes -> bytes.length == 0);
    return stored;
  }

  /** The same slot, with one byte after its length another one, or without its last bytes. */
  private static byte[] damaged(byte[] slot, Random random) {
    int from = HEADER;
    while (slot[from++] < 0) {
      // a length takes a byte more
    }
    byte[] damaged = slot.clone();
    damaged[from + random.nextInt(slot.length - from)] = (byte) random.nextInt();
    return damaged;
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void whatIsReadEndsOrIsForgottenAndNothingStopsTheJob(DetectorType type) throws IOException {
    Armed armed = type.armed();
    List<byte[]> stored = stored(type);
    Random random = new Random(7);

    for (int i = 0; i < TRIES; i++) {
      byte[] slot = damaged(stored.get(i % stored.size()), random);
      EntityState state = new EntityState(slot);
      long before = lost.getCount();

      long end =
          new Sensors(
                  List.of(armed),
                  new BegunAnew(lost, message -> {}),
                  detectorId -> new SimpleCounter())
              .prune(state, StatePart.NEVER);

      assertThat(state.bytes(scratch).length)
          .as("%s from %s", type.id(), Arrays.toString(slot))
          .isLessThanOrEqualTo(2 * slot.length + 64);
      assertThat(lost.getCount() == before || end == StatePart.NEVER).isTrue();
    }
  }
}
