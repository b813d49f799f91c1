package io.leakwatch.pipeline.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.SortedMap;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** A log that has no room for more. */
class FullLogTest {

  private final DataOutputSerializer scratch = new DataOutputSerializer(16);
  private final StorageInMemory storage = new StorageInMemory();

  private static Entity entity(int number) {
    return new Entity(SubjectType.ACCOUNT, "account-" + number);
  }

  private static EntityState state(int number) {
    byte[] slots = new byte[107];
    slots[0] = 1;
    slots[6] = 100;
    slots[7] = (byte) number;
    EntityState state = new EntityState(slots);
    state.expiresAt(number * LogRecord.MINUTE);
    return state;
  }

  private static void isRemembered(EntityLog log, int number) throws IOException {
    EntityState found = log.find(entity(number));
    assertThat(found).as("entity %d", number).isNotNull();
    assertThat(found.expiresAt()).isEqualTo(number * LogRecord.MINUTE);
    assertThat(found.bytes(new DataOutputSerializer(16)))
        .isEqualTo(state(number).bytes(new DataOutputSerializer(16)));
  }

  @Test
  void itKeepsWhatItHasAndCanBeStored() throws IOException {
    int fewSegments = 16;
    EntityLog log = new EntityLog(scratch, new LogSegments(storage, fewSegments));
    int known = 0;
    while (log.hasRoom()) {
      assertThat(log.put(entity(known), state(known))).isTrue();
      known++;
    }
    assertThat(storage.snapshot()).as("room is left").hasSizeLessThan(fewSegments - 2);

    for (int i = 0; i < 20 * known; i++) {
      log.put(entity(i % known), state(i % known));
    }
    log.store();
    SortedMap<Long, WrittenSegment> stored = StorageInMemory.read(storage.snapshot());
    EntityLog restored = new EntityLog(scratch, new LogSegments(new StorageInMemory()));
    restored.restore(stored);

    assertThat(restored.size()).isEqualTo(known);
    for (int i = 0; i < known; i++) {
      isRemembered(restored, i);
    }
  }

  @Test
  void whereThereIsNoRoomAtAllWhatWasRememberedStaysAndCanBeForgotten() throws IOException {
    EntityLog log = new EntityLog(scratch, new LogSegments(storage, 8));
    int known = 0;
    while (log.put(entity(known), state(known))) {
      known++;
    }
    assertThat(log.find(entity(known))).isNull();
    isRemembered(log, 0);

    for (int i = 0; i < known; i++) {
      log.remove(entity(i));
    }
    assertThat(log.size()).isZero();
    assertThat(log.put(entity(known), state(known))).isTrue();
  }
}
