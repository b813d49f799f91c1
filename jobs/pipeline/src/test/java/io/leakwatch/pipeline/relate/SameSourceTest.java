package io.leakwatch.pipeline.relate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.SubjectType;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class SameSourceTest {

  private static final Entity ADDRESS = new Entity(SubjectType.ADDRESS, "203.0.113.7");

  @Test
  void alertsOfOneDayLearnOfEachOther() throws Exception {
    assertThat(links(List.of(sighting("a1", 0), sighting("a2", 23)), true))
        .extracting(link -> link.alertId() + " of " + link.other())
        .containsExactlyInAnyOrder("a1 of a2", "a2 of a1");
  }

  @Test
  void howCoarselyTimeGoesOnMakesNoDifference() throws Exception {
    List<Sighting> sightings =
        List.of(sighting("a1", 0), sighting("a2", 20), sighting("a3", 25), sighting("a4", 70));

    List<Link> stepwise = links(sightings, true);

    assertThat(links(sightings, false)).containsExactlyElementsOf(stepwise);
    assertThat(stepwise)
        .extracting(link -> link.alertId() + " of " + link.other())
        .containsExactlyInAnyOrder("a1 of a2", "a2 of a1", "a2 of a3", "a3 of a2");
  }

  private static List<Link> links(List<Sighting> sightings, boolean stepwise) throws Exception {
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<Entity, Sighting, Link>(
            new SameSource(), Sighting::address, EntitySerializer.TYPE)) {
      harness.open();
      for (Sighting sighting : sightings) {
        harness.processElement(new StreamRecord<>(sighting, sighting.at()));
        if (stepwise) {
          harness.processWatermark(sighting.at());
        }
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      return List.copyOf(harness.extractOutputValues());
    }
  }

  private static Sighting sighting(String alert, int hours) {
    return new Sighting(
        ADDRESS, alert, "brute-force", new Entity(SubjectType.ACCOUNT, alert), hours * 3_600_000L);
  }
}
