package io.leakwatch.benchmarks.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProbesTest {

  @Test
  void everyProbeIsOfItsOwnAndAllTopicsHaveSome() {
    Probes probes = new Probes();
    Set<EventKind> kinds = new HashSet<>();
    List<String> ids = new ArrayList<>();

    for (int i = 0; i < 400; i++) {
      Probes.Probe probe = probes.next(i);
      kinds.add(probe.causing().kind());
      ids.add(probe.eventId());
      assertThat(probe.causing().record().get(0)).isEqualTo(probe.eventId());
    }

    assertThat(kinds).containsExactlyInAnyOrder(EventKind.values());
    assertThat(ids).doesNotHaveDuplicates();
  }
}
