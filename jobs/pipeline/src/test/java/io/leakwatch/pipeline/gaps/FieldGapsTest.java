package io.leakwatch.pipeline.gaps;

import static io.leakwatch.pipeline.gaps.Watched.DAY;
import static io.leakwatch.pipeline.gaps.Watched.HOUR;
import static io.leakwatch.pipeline.gaps.Watched.both;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields that are no gap when they stay away. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class FieldGapsTest {

  /** Such as reads by somebody who is no member of a conversation: a support desk has shifts. */
  @Test
  void aFieldThatOnlySaysWhatIsNotOrdinaryIsNotMissed() throws Exception {
    String dms = "dm-metadata-events";
    Map<String, Long> reads = new HashMap<>(Map.of(Pulse.received(dms), 12L, dms, 12L));
    List.of("METADATA_READ", "peer_id", "conversation_id", "client_id", "ip", "data_classes")
        .forEach(name -> reads.put(dms + "." + name, 12L));
    Map<String, Long> byStrangers = both(reads, Map.of(dms + ".actor_is_member", 2L));
    try (Watched job = Watched.replayed()) {
      job.minutes(2 * DAY, byStrangers).minutes(3 * HOUR, reads);

      assertThat(job.alerts()).isEmpty();
    }
  }
}
