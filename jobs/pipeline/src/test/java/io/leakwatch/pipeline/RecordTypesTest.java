package io.leakwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.correlate.Correlate;
import io.leakwatch.pipeline.types.Bytes;
import io.leakwatch.schemas.SubjectType;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.junit.jupiter.api.Test;

class RecordTypesTest {

  private static final Entity ADDRESS = new Entity(SubjectType.ADDRESS, "203.0.113.7");

  private static final Signal SIGNAL =
      Signal.of("a-detector", "spread", ADDRESS)
          .at(-5)
          .since(Long.MIN_VALUE)
          .confidence(98)
          .because(Condition.atLeast("accounts", 15, 10, "accounts"))
          .events("e1", "é2")
          .accounts(List.of(), 3_000_000_000L)
          .entering("ada")
          .build()
          .asking(new Entity(SubjectType.ACCOUNT, "ada"))
          .told(new Signal.Told(ADDRESS, "crowd", 7));

  /** A serializer that fails instead of falling back to Kryo, as in the job. */
  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return type.createSerializer(config);
  }

  @Test
  void aSignalNeedsNoKryoAndComesOutAsItWentIn() throws IOException {
    TypeSerializer<Signal> serializer = serializer(Correlate.SIGNAL);

    assertThat(Bytes.roundTrip(SIGNAL, serializer)).isEqualTo(SIGNAL);
    assertThat(serializer.copy(SIGNAL)).isEqualTo(SIGNAL);
  }

  @Test
  void aMatchNeedsNoKryoAndComesOutAsItWentIn() throws IOException {
    Match match = new Match("a-detector", ADDRESS, "this-then-that", List.of(SIGNAL, SIGNAL));

    assertThat(Bytes.roundTrip(match, serializer(Correlate.MATCH))).isEqualTo(match);
  }

  @Test
  void aFactNeedsNoKryo() throws IOException {
    Signal.Told told = new Signal.Told(ADDRESS, "crowd", 7);

    assertThat(Bytes.roundTrip(told, serializer(TypeInformation.of(Signal.Told.class))))
        .isEqualTo(told);
  }
}
