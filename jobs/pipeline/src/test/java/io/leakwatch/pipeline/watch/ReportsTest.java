package io.leakwatch.pipeline.watch;

import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.record;
import static io.leakwatch.pipeline.Harnesses.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.ApiCall;
import io.leakwatch.detection.activity.DataClasses;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.ClientKind;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One app that calls two endpoints without a limit, so that two things go on at once. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class ReportsTest {

  private static final Entity APP = new Entity(SubjectType.CLIENT, "app");
  private static final String ONE = "/2/one";
  private static final String OTHER = "/2/other";
  private static final long STEP = 750;
  private static final int CALLS = 1_900;
  private static final long END = T + Duration.ofHours(2).toMillis();

  /** For 24 minutes, each of them every one and a half seconds. */
  private static List<Observation> floods() {
    List<Observation> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(call(T + STEP * i, i % 2 == 0 ? ONE : OTHER));
    }
    return calls;
  }

  private static Observation call(long at, String endpoint) {
    return new Observation(
        APP,
        new ApiCall(
            "e" + at,
            at,
            APP.id(),
            ClientKind.THIRD_PARTY,
            "mallory",
            "203.0.113.7",
            64_500,
            1,
            null,
            endpoint,
            false,
            ApiCall.NO_LIMIT,
            Operation.LIST,
            ResourceKind.POSTS,
            null,
            200,
            20,
            DataClasses.NONE,
            "",
            ApiCall.UNKNOWN_AGE));
  }

  private static List<Signal> signals(List<Observation> calls, long step) throws Exception {
    try (var harness = watch(List.of(Detectors.byId("missing-rate-limit").orElseThrow()))) {
      harness.open();
      for (Observation each : calls) {
        harness.processElement(record(each, each.at()));
      }
      for (long mark = T + step; mark <= END; mark += step) {
        harness.processWatermark(mark);
      }
      return harness.extractOutputValues();
    }
  }

  @Test
  void eachThatGoesOnIsReportedWhenItIsDue() throws Exception {
    List<Signal> signals = signals(floods(), Duration.ofMinutes(1).toMillis());

    assertThat(signals)
        .filteredOn(Signal::report)
        .extracting(signal -> signal.subject().id())
        .containsExactlyInAnyOrder(ONE, OTHER);
    assertThat(signals)
        .filteredOn(Signal::report)
        .allSatisfy(
            report ->
                assertThat(report.at())
                    .isBetween(T + CALLS * STEP, T + Duration.ofMinutes(45).toMillis()));
  }

  /** The app calls one of them once more, some seconds after both reports were due. */
  @Test
  void theySayTheSameHoweverFarTimeGoesOnAtOnce() throws Exception {
    List<Observation> calls = floods();
    calls.add(call(T + Duration.ofSeconds(1_840).toMillis(), OTHER));

    assertThat(signals(calls, END - T))
        .containsExactlyInAnyOrderElementsOf(signals(calls, Duration.ofMinutes(1).toMillis()));
  }
}
