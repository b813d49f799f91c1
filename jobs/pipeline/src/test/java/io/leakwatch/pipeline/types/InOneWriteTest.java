package io.leakwatch.pipeline.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.junit.jupiter.api.Test;

class InOneWriteTest {

  private final ObservationSerializer bytes = new ObservationSerializer();
  private final InOneWrite<Observation> inOneWrite = new InOneWrite<>(bytes);

  /** What a stream is given, write by write. */
  private static final class Writes extends OutputStream {

    private final List<byte[]> all = new ArrayList<>();

    @Override
    public void write(int single) {
      all.add(new byte[] {(byte) single});
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      one.write(from, offset, length);
      all.add(one.toByteArray());
    }
  }

  @Provide
  Arbitrary<Observation> anyObservation() {
    return AnyObservation.observations();
  }

  @Property
  void aStreamIsGivenTheSameBytesAtOnce(
      @ForAll("anyObservation") Observation observation, @ForAll("anyObservation") Observation next)
      throws IOException {
    Writes stream = new Writes();
    DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(stream);

    inOneWrite.serialize(observation, out);
    inOneWrite.duplicate().serialize(next, out);
    inOneWrite.serialize(next, out);

    assertThat(stream.all)
        .containsExactly(
            Bytes.of(observation, bytes), Bytes.of(next, bytes), Bytes.of(next, bytes));
  }

  @Property
  void memoryIsGivenTheSameBytes(@ForAll("anyObservation") Observation observation)
      throws IOException {
    assertThat(Bytes.of(observation, inOneWrite)).isEqualTo(Bytes.of(observation, bytes));
    assertThat(Bytes.roundTrip(observation, inOneWrite)).isEqualTo(observation);
  }

  @Test
  void aSavepointTellsWhoseBytesTheyAre() throws IOException {
    var stored = Bytes.snapshot(inOneWrite, inOneWrite.snapshotConfiguration().getCurrentVersion());

    assertThat(stored.restoreSerializer()).isEqualTo(inOneWrite);
    assertThat(
            inOneWrite
                .snapshotConfiguration()
                .resolveSchemaCompatibility(stored)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(new InOneWrite<>(StringSerializer.INSTANCE)).isNotEqualTo(inOneWrite);
  }
}
