package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.failedLogin;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.watch;
import static io.leakwatch.pipeline.watch.Stuffing.remembered;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Match;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.pipeline.DetectionJob;
import io.leakwatch.pipeline.Harnesses;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever types ids that collide as Java texts slows nothing down. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class CollidingIdsTest {

  private static final int IDS = 100_000;

  /** Of so many at random, two or so share one of 2³² hashes. */
  private static final int MOST_SHARED = 20;

  private static final List<Entity> COLLIDING = CollidingIds.entities(SubjectType.FINGERPRINT, IDS);

  @Test
  void noKeyOfTheJobHangsOnTheHashOfAText() {
    Set<Integer> ofTexts = new HashSet<>();
    Set<Integer> ofEntities = new HashSet<>();
    Set<Integer> ofAlerts = new HashSet<>();
    for (Entity entity : COLLIDING) {
      ofTexts.add(entity.id().hashCode());
      ofEntities.add(entity.hashCode());
      Match match = Harnesses.match(entity, Harnesses.T, 1);
      ofAlerts.add(RaiseOperator.keyOf(match).hashCode());
    }

    assertThat(ofTexts).hasSize(1);
    assertThat(ofEntities).hasSizeGreaterThan(IDS - MOST_SHARED);
    assertThat(ofAlerts).hasSizeGreaterThan(IDS - MOST_SHARED);
  }

  @Test
  void theyAreSpreadOverTheKeyGroups() {
    int[] ofGroup = new int[DetectionJob.MAX_PARALLELISM];
    for (Entity entity : COLLIDING) {
      ofGroup[Harnesses.subtaskOf(entity, DetectionJob.MAX_PARALLELISM)]++;
    }

    int mean = IDS / DetectionJob.MAX_PARALLELISM;
    assertThat(Arrays.stream(ofGroup).boxed())
        .allMatch(count -> count > mean / 2 && count < mean * 2);
  }

  @Test
  void eachIsRemembered() throws Exception {
    List<Observation> observations = new ArrayList<>();
    for (Entity entity : CollidingIds.entities(SubjectType.ADDRESS, IDS)) {
      observations.add(failedLogin(entity.id(), 1, Harnesses.T));
    }
    try (var harness = watch(List.of(STUFFING))) {
      harness.open();
      for (Observation each : observations) {
        harness.processElement(record(each, each.at()));
      }
      harness.processWatermark(Harnesses.T);
      harness.snapshot(1, 1);

      assertThat(remembered(harness)).isEqualTo(IDS);
    }
  }
}
