package io.leakwatch.pipeline;

import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.watch.Stuffing.feed;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What was kept because it reached a threshold, when the threshold is raised at a restart. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class RaisedThresholdTest {

  private static final DetectorType EXPORTS = Detectors.byId("scheduled-export").orElseThrow();
  private static final Entity CLIENT = new Entity(SubjectType.CLIENT, "warehouse");

  private static Armed bulkFrom(int records) {
    return EXPORTS.armed(
        Settings.of(
            EXPORTS.options(),
            "",
            Map.of("min-records", records),
            fault -> {
              throw new IllegalArgumentException(fault);
            }));
  }

  /** An export each night at the same time. */
  private static List<Observation> nights(int from, int to, int records) {
    return IntStream.range(from, to)
        .mapToObj(night -> export(T + Duration.ofDays(night).toMillis(), records))
        .toList();
  }

  private static Observation export(long at, int records) {
    return new Observation(
        CLIENT,
        new ApiCall(
            "e" + at,
            at,
            CLIENT.id(),
            ClientKind.THIRD_PARTY,
            null,
            "203.0.113.7",
            64_500,
            1,
            null,
            "/2/export",
            false,
            900,
            Operation.EXPORT,
            ResourceKind.PROFILE,
            null,
            200,
            records,
            DataClasses.NONE,
            "",
            ApiCall.UNKNOWN_AGE));
  }

  private static List<Signal> afterRestart(int smaller, int larger) throws Exception {
    OperatorSubtaskState saved;
    try (var harness = Harnesses.watching(List.of(bulkFrom(1_000)))) {
      harness.open();
      feed(harness, nights(0, 2, smaller));
      // One that has begun when the job is stopped counts as well.
      feed(harness, nights(2, 3, smaller / 4));
      harness.processWatermark(T + Duration.ofDays(2).toMillis());
      saved = harness.snapshot(1, 1);
    }
    try (var harness = Harnesses.watching(List.of(bulkFrom(2_000)))) {
      harness.initializeState(saved);
      harness.open();
      feed(harness, nights(3, 4, larger));
      harness.processWatermark(T + Duration.ofDays(5).toMillis());
      return harness.extractOutputValues();
    }
  }

  @Test
  void exportsThatWereLargeEnoughBeforeAreNoLonger() throws Exception {
    assertThat(afterRestart(1_500, 2_500)).isEmpty();
  }

  @Test
  void exportsThatAreLargeEnoughStillAreKept() throws Exception {
    assertThat(afterRestart(2_500, 2_500)).hasSize(1);
  }
}
