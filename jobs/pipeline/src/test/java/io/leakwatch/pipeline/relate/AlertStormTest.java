package io.leakwatch.pipeline.relate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever attacks cannot make one alert say something new more often than is allowed. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class AlertStormTest {

  private static final int MOST = 5;
  private static final Instant T = Instant.parse("2026-01-05T09:00:00Z");

  /** Two and a half minutes of it, ten times a second. */
  private static final int STATES = 1_500;

  private static final int EVERY_MILLIS = 100;

  @BeforeAll
  static void trust() {
    TrustedSchemas.trust();
  }

  @Test
  void noMinuteHasMoreRevisionsThanAreAllowedAndTheLastIsWhole() throws Exception {
    List<Alert> said = all(storm(), 1);

    assertThat(byMinute(said).values()).containsExactly(5L, 5L, 5L, 1L);
    isNumberedWithoutAGap(said);
    assertThat(said.get(said.size() - 1).getOccurrences()).isEqualTo(STATES);
    assertThat(said.get(5).getUpdatedAt()).as("the first minute's rest").isEqualTo(at(600));
    assertThat(said.get(5).getOccurrences()).isEqualTo(601);
  }

  @Test
  void theSameIsSaidHoweverCoarselyTimeGoesOn() throws Exception {
    List<Alert> fine = all(storm(), 1);

    assertThat(all(storm(), 7)).isEqualTo(fine);
    assertThat(all(storm(), STATES)).isEqualTo(fine);
  }

  @Test
  void aRestoredJobCountsOnAndSaysWhatWasHeldBack() throws Exception {
    List<Alert> undisturbed = all(storm(), 1);
    List<Alert> said = new ArrayList<>();
    OperatorSubtaskState state;
    int stopped = 400;
    try (var harness = harness()) {
      harness.open();
      feed(harness, storm().subList(0, stopped), 1);
      said.addAll(harness.extractOutputValues());
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness()) {
      harness.initializeState(state);
      harness.open();
      feed(harness, storm().subList(stopped, STATES), 1);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      said.addAll(harness.extractOutputValues());
    }

    assertThat(said).isEqualTo(undisturbed);
  }

  @Test
  void whatIsHeldBackWhenAllIsQuietIsSaidOnceTheMinuteIsOver() throws Exception {
    try (var harness = harness()) {
      harness.open();
      feed(harness, storm().subList(0, 20), 1);
      assertThat(harness.extractOutputValues()).hasSize(MOST);
      harness.processWatermark(at(600).toEpochMilli());

      List<Alert> said = harness.extractOutputValues();
      assertThat(said).hasSize(MOST + 1);
      assertThat(said.get(MOST).getOccurrences()).isEqualTo(20);
      assertThat(said.get(MOST).getUpdatedAt()).isEqualTo(at(600));
    }
  }

  @Test
  void anAlertThatIsClosedInAStormIsClosedWhenTheMinuteIsOver() throws Exception {
    List<Alert> states = new ArrayList<>(storm().subList(0, 20));
    states.add(
        Alert.newBuilder(states.get(19))
            .setActivity(AlertActivity.CLOSE)
            .setUpdatedAt(at(21))
            .setClosedAt(at(21))
            .build());
    try (var harness = harness()) {
      harness.open();
      feed(harness, states, 1);
      harness.processWatermark(T.plus(Duration.ofDays(1)).toEpochMilli());

      List<Alert> said = harness.extractOutputValues();
      assertThat(said).hasSize(MOST + 1);
      assertThat(said.get(MOST).getActivity()).isEqualTo(AlertActivity.CLOSE);
      assertThat(said.get(MOST).getClosedAt()).isEqualTo(at(21));
      harness.processWatermark(T.plus(Duration.ofDays(100)).toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).as("forgotten").isZero();
    }
  }

  private static void isNumberedWithoutAGap(List<Alert> said) {
    assertThat(said)
        .extracting(Alert::getRevision)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, said.size()).boxed().toList());
  }

  private static Map<Long, Long> byMinute(List<Alert> said) {
    return said.stream()
        .collect(
            groupingBy(
                alert -> alert.getUpdatedAt().toEpochMilli() / 60_000, TreeMap::new, counting()));
  }

  private static Instant at(int number) {
    return T.plusMillis((long) EVERY_MILLIS * number);
  }

  private static List<Alert> storm() {
    return IntStream.range(0, STATES).mapToObj(AlertStormTest::state).toList();
  }

  private static Alert state(int number) {
    return Alert.newBuilder()
        .setAlertId("a1")
        .setRevision(number + 1)
        .setActivity(number == 0 ? AlertActivity.CREATE : AlertActivity.UPDATE)
        .setDetectorId("credential-stuffing")
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(Severity.HIGH)
        .setConfidence(70)
        .setRiskScore(70)
        .setSubject(new Subject(SubjectType.ADDRESS, "203.0.113.7"))
        .setRaisedAt(T)
        .setFirstSeenAt(T)
        .setLastSeenAt(at(number))
        .setUpdatedAt(at(number))
        .setTitle("title")
        .setSummary("summary")
        .setEvidence(List.of())
        .setEventIds(List.of("e" + number))
        .setAffectedAccounts(List.of("u" + number))
        .setAffectedCount(number + 1)
        .setAttack(List.of())
        .setRemediation(List.of())
        .setOccurrences(number + 1)
        .build();
  }

  /**
   * @param step the watermark goes on after so many of them
   */
  private static List<Alert> all(List<Alert> states, int step) throws Exception {
    try (var harness = harness()) {
      harness.open();
      feed(harness, states, step);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      return new ArrayList<>(harness.extractOutputValues());
    }
  }

  private static void feed(
      KeyedOneInputStreamOperatorTestHarness<Entity, Either<Alert, Link>, Alert> harness,
      List<Alert> states,
      int step)
      throws Exception {
    for (int i = 0; i < states.size(); i++) {
      long at = states.get(i).getUpdatedAt().toEpochMilli();
      harness.processElement(new StreamRecord<>(Either.Left(states.get(i)), at));
      if (i % step == step - 1) {
        harness.processWatermark(at);
      }
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<Entity, Either<Alert, Link>, Alert>
      harness() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new RelateOperator(List.of(), MOST), Notes::subject, EntitySerializer.TYPE);
    harness.setup(
        RaiseOperator.ALERT.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    return harness;
  }
}
