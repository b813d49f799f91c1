package io.leakwatch.pipeline.raise;

import static io.leakwatch.pipeline.Harnesses.STUFFING;
import static io.leakwatch.pipeline.Harnesses.T;
import static io.leakwatch.pipeline.Harnesses.match;
import static io.leakwatch.pipeline.Harnesses.raise;
import static io.leakwatch.pipeline.Harnesses.raising;
import static io.leakwatch.pipeline.Harnesses.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.SubjectType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class RaiseOperatorTest {

  private static final Entity ADDRESS = new Entity(SubjectType.ADDRESS, "203.0.113.7");

  /** The longest sequence of the detector: so long an alert stays open. */
  private static final long OPEN = Duration.ofHours(3).toMillis();

  private static final long END = T + Duration.ofDays(1).toMillis();
  private static final long LONG_AFTER = T + Duration.ofDays(200).toMillis();

  /** Ten matches a minute apart, then two after everything was closed. */
  private static List<Match> matches() {
    List<Match> matches = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      matches.add(match(ADDRESS, T + 60_000L * i, i));
    }
    matches.add(match(ADDRESS, T + 600_000 + OPEN + 1, 11));
    matches.add(match(ADDRESS, T + 600_000 + OPEN + 2, 12));
    return matches;
  }

  private static List<Alert> undisturbed() throws Exception {
    try (var harness = raise(List.of(STUFFING))) {
      harness.open();
      for (Match each : matches()) {
        harness.processElement(record(each, each.at()));
        harness.processWatermark(each.at());
      }
      harness.processWatermark(END);
      return harness.extractOutputValues();
    }
  }

  @Test
  void repeatsAreFoldedAndToldAtPowersOfTwoAndTheEndIsTold() throws Exception {
    assertThat(undisturbed())
        .extracting(Alert::getRevision, Alert::getActivity, Alert::getOccurrences)
        .containsExactly(
            tuple(1, AlertActivity.CREATE, 1L),
            tuple(2, AlertActivity.UPDATE, 2L),
            tuple(3, AlertActivity.UPDATE, 4L),
            tuple(4, AlertActivity.UPDATE, 8L),
            tuple(5, AlertActivity.CLOSE, 10L),
            tuple(1, AlertActivity.CREATE, 1L),
            tuple(2, AlertActivity.UPDATE, 2L),
            tuple(3, AlertActivity.CLOSE, 2L));
    assertThat(undisturbed().stream().map(Alert::getAlertId).distinct()).hasSize(2);
  }

  @Property(tries = 20)
  void whateverOrderMatchesArriveInTheAlertsAreTheSame(@ForAll long seed) throws Exception {
    List<Match> shuffled = matches();
    Collections.shuffle(shuffled, new Random(seed));
    try (var harness = raise(List.of(STUFFING))) {
      harness.open();
      for (Match each : shuffled) {
        harness.processElement(record(each, each.at()));
      }
      harness.processWatermark(END);

      assertThat(harness.extractOutputValues()).isEqualTo(undisturbed());
    }
  }

  @Property(tries = 20)
  void aCrashInTheMiddleChangesNothing(
      @ForAll @IntRange(max = 12) int cut, @ForAll @IntRange(max = 12) int passed)
      throws Exception {
    List<Match> all = matches();
    List<Alert> alerts = new ArrayList<>();
    OperatorSubtaskState saved;
    try (var harness = raise(List.of(STUFFING))) {
      harness.open();
      for (Match each : all.subList(0, cut)) {
        harness.processElement(record(each, each.at()));
      }
      int last = Math.min(cut, passed);
      harness.processWatermark(last == 0 ? T : all.get(last - 1).at());
      saved = harness.snapshot(1, 1);
      alerts.addAll(harness.extractOutputValues());
    }
    try (var harness = raise(List.of(STUFFING))) {
      harness.initializeState(saved);
      harness.open();
      for (Match each : all.subList(cut, all.size())) {
        harness.processElement(record(each, each.at()));
      }
      harness.processWatermark(END);
      alerts.addAll(harness.extractOutputValues());
    }

    assertThat(alerts).isEqualTo(undisturbed());
  }

  @Test
  void anAlertIsOpenAsLongAsItsDetectorWants() throws Exception {
    DetectorType patient = Detectors.byId("public-object-exposure").orElseThrow();
    Entity scanner = new Entity(SubjectType.ADDRESS, "203.0.113.7");
    try (var harness = raise(List.of(patient))) {
      harness.open();
      for (int day : List.of(0, 29, 60)) {
        long at = T + Duration.ofDays(day).toMillis();
        Match match = Match.of(refused(patient, scanner, at));
        harness.processElement(record(match, at));
        harness.processWatermark(at);
      }

      assertThat(harness.extractOutputValues())
          .extracting(Alert::getActivity)
          .containsExactly(
              AlertActivity.CREATE,
              AlertActivity.UPDATE,
              AlertActivity.CLOSE,
              AlertActivity.CREATE);
    }
  }

  @ParameterizedTest
  @CsvSource({"30d,60d", "30d,1h"})
  void anOpenAlertIsClosedThoughHowLongItStaysOpenWasChangedAtARestart(String before, String after)
      throws Exception {
    DetectorType patient = Detectors.byId("public-object-exposure").orElseThrow();
    Match match = Match.of(refused(patient, new Entity(SubjectType.ADDRESS, "203.0.113.7"), T));
    OperatorSubtaskState saved;
    try (var harness = raising(List.of(rememberingFor(patient, before)))) {
      harness.open();
      harness.processElement(record(match, T));
      harness.processWatermark(T);
      saved = harness.snapshot(1, 1);
    }
    try (var harness = raising(List.of(rememberingFor(patient, after)))) {
      harness.initializeState(saved);
      harness.open();
      harness.processWatermark(T + Duration.ofDays(31).toMillis());
      assertThat(harness.extractOutputValues()).hasSize(after.equals("60d") ? 0 : 1);
      harness.processWatermark(T + Duration.ofDays(61).toMillis());

      assertThat(harness.extractOutputValues())
          .extracting(Alert::getActivity)
          .containsExactly(AlertActivity.CLOSE);
      harness.processWatermark(LONG_AFTER);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static Armed rememberingFor(DetectorType type, String time) {
    return type.armed(
        Settings.of(
            type.options(),
            "",
            Map.of("remembered-for", time),
            fault -> {
              throw new IllegalArgumentException(fault);
            }));
  }

  private static Signal refused(DetectorType type, Entity subject, long at) {
    Condition tried = Condition.atLeast("different buckets that refused it", 20, 20, "buckets");
    return Signal.of(type.id(), "buckets-guessed", subject)
        .at(at)
        .confidence(80)
        .because(tried)
        .events("e" + at)
        .build();
  }

  @Test
  void afterAnAlertIsClosedNothingIsLeft() throws Exception {
    try (var harness = raise(List.of(STUFFING))) {
      harness.open();
      for (Match each : matches()) {
        harness.processElement(record(each, each.at()));
      }
      harness.processWatermark(END);

      harness.processWatermark(LONG_AFTER);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void whatBeginsAgainWithTheSameCauseAfterItsCloseGoesOnCountingRevisions() throws Exception {
    try (var harness = raise(List.of(STUFFING))) {
      harness.open();
      Match first = match(ADDRESS, T, 1);
      harness.processElement(record(first, T));
      harness.processWatermark(T + Duration.ofDays(1).toMillis());
      long later = T + Duration.ofDays(2).toMillis();
      harness.processElement(record(again(first, later), later));
      harness.processWatermark(later + Duration.ofDays(1).toMillis());

      List<Alert> revisions = harness.extractOutputValues();
      assertThat(revisions)
          .extracting(Alert::getAlertId)
          .containsOnly(revisions.get(0).getAlertId());
      assertThat(revisions).extracting(Alert::getRevision).containsExactly(1, 2, 3, 4);
      assertThat(revisions)
          .extracting(Alert::getActivity)
          .containsExactly(
              AlertActivity.CREATE, AlertActivity.CLOSE, AlertActivity.UPDATE, AlertActivity.CLOSE);
      assertThat(revisions.get(2).getClosedAt()).isNull();
    }
  }

  /** The same cause, seen again later. */
  private static Match again(Match match, long at) {
    Signal first = match.first();
    return Match.of(
        Signal.of(first.detectorId(), first.kind(), first.subject())
            .at(at)
            .since(first.firstSeenAt())
            .confidence(first.confidence())
            .because(first.conditions())
            .events("event at " + at)
            .accounts(first.accounts(), first.accountCount())
            .build());
  }

  @Test
  void whatWasGoingOnWhenAReplayEndedIsNotClosed() throws Exception {
    try (var harness = raise(List.of(STUFFING))) {
      harness.open();
      Match only = match(ADDRESS, T, 1);
      harness.processElement(record(only, T));
      harness.processWatermark(Long.MAX_VALUE);

      assertThat(harness.extractOutputValues())
          .extracting(Alert::getActivity)
          .containsExactly(AlertActivity.CREATE);
    }
  }

  @Test
  void anAlertOfADetectorThatIsGoneIsClosedAndWhatWaitedIsDropped() throws Exception {
    OperatorSubtaskState saved;
    try (var harness = raise(List.of(STUFFING))) {
      harness.open();
      harness.processElement(record(match(ADDRESS, T, 1), T));
      harness.processWatermark(T);
      harness.processElement(record(match(ADDRESS, T + 9, 2), T + 9));
      saved = harness.snapshot(1, 1);
    }
    try (var harness = raise(List.of())) {
      harness.initializeState(saved);
      harness.open();
      harness.processWatermark(END);
      harness.snapshot(2, 2);

      assertThat(harness.extractOutputValues())
          .extracting(Alert::getActivity)
          .containsExactly(AlertActivity.CLOSE);
      harness.processWatermark(LONG_AFTER);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }
}
