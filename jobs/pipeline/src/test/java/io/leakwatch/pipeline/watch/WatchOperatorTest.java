package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.spread;
import static io.leakwatch.pipeline.Harnesses.watch;
import static io.leakwatch.pipeline.watch.Stuffing.ADDRESS;
import static io.leakwatch.pipeline.watch.Stuffing.END;
import static io.leakwatch.pipeline.watch.Stuffing.feed;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;
import static io.leakwatch.pipeline.watch.Stuffing.traffic;
import static io.leakwatch.pipeline.watch.Stuffing.undisturbed;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Observation;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class WatchOperatorTest {

  @Property(tries = 20)
  void whateverOrderItArrivesInWithinAWatermarkTheSignalsAreTheSame(@ForAll long seed)
      throws Exception {
    List<Observation> shuffled = traffic();
    Collections.shuffle(shuffled, new Random(seed));
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, shuffled);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(END);

      assertThat(harness.extractOutputValues())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(undisturbed());
    }
  }

  @Test
  void aStragglersSignalIsStampedAheadOfTheWatermark() throws Exception {
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, spread(ADDRESS, 14));
      harness.processWatermark(T + 60_000);
      feed(harness, spread(ADDRESS, 15).subList(14, 15));

      assertThat(harness.extractOutputStreamRecords())
          .singleElement()
          .satisfies(
              signal -> {
                assertThat(signal.getValue().at()).isEqualTo(T + 14_000);
                assertThat(signal.getTimestamp()).isEqualTo(T + 60_001);
              });
    }
  }

  @Test
  void whoHasSleptWhileThousandsWereSeenIsRememberedAsBefore() throws Exception {
    List<Observation> all = spread(ADDRESS, 40);
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      feed(harness, all.subList(0, 14));
      harness.processWatermark(T + 14_000);
      for (int i = 0; i < 10_000; i++) {
        feed(harness, spread("2001:db8:0:%x::/64".formatted(i), 1));
      }
      assertThat(remembered(harness)).isGreaterThan(5_000);
      feed(harness, all.subList(14, 40));
      harness.processWatermark(END);

      assertThat(harness.extractOutputValues())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              undisturbed().stream()
                  .filter(signal -> signal.subject().id().equals(ADDRESS))
                  .toList());
    }
  }
}
