package io.leakwatch.detection.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.state.DistinctWithin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OriginsTest {

  private static final long T = 1_767_225_600_000L;
  private static final Duration LIFE = Duration.ofHours(3);

  @Test
  void addressesOfWhichOnlyTheHashesAreKnownAreCountedAfterARestart() throws IOException {
    DistinctWithin hashes = new DistinctWithin(LIFE, 4, 64);
    for (int i = 1; i <= 20; i++) {
      hashes.add(i * 0x9E3779B97F4A7C15L, T, 0);
    }
    Origins origins = new Origins(LIFE);
    origins.addAll(hashes, T, (times, marks) -> true);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    origins.write(new DataOutputStream(bytes));
    Origins restored = new Origins(LIFE);
    restored.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(restored.count(T)).isEqualTo(origins.count(T)).isPositive();
    assertThat(restored.list(T)).isEmpty();
  }
}
