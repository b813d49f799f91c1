package io.leakwatch.pipeline.relate;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.raise.Link;
import io.leakwatch.pipeline.raise.RaiseOperator;
import io.leakwatch.pipeline.types.EntitySerializer;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.RelatedAlert;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.Subject;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.TrustedSchemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Alerts of one subject, one after the other; each is told by its detector and its revision. */
@SuppressWarnings("try") // that closing a harness may be interrupted is no concern of a test
class RelateOperatorTest {

  private static final Instant T = Instant.parse("2026-01-05T09:00:00Z");
  private static final String STUFFING = "credential-stuffing";
  private static final String SPRAYING = "password-spraying";

  @BeforeAll
  static void trust() {
    TrustedSchemas.trust();
  }

  @Test
  void ofTwoThatMeanTheSameActTheMoreGeneralIsFolded() throws Exception {
    List<Alert> handedOn =
        after(
            Either.<Alert, Link>Left(alert(STUFFING, 1, AlertActivity.CREATE, 0).build()),
            Either.<Alert, Link>Left(alert(SPRAYING, 1, AlertActivity.CREATE, 1).build()),
            Either.<Alert, Link>Left(
                alert(STUFFING, 2, AlertActivity.UPDATE, 2).setSeverity(Severity.HIGH).build()),
            Either.<Alert, Link>Left(alert(SPRAYING, 2, AlertActivity.CLOSE, 3).build()),
            Either.<Alert, Link>Left(alert(STUFFING, 3, AlertActivity.UPDATE, 4).build()));

    assertThat(handedOn)
        .extracting(RelateOperatorTest::inShort)
        .containsExactly(
            STUFFING + " 1 CREATE MEDIUM",
            STUFFING + " 2 CLOSE MEDIUM",
            SPRAYING + " 1 CREATE MEDIUM",
            // the folded one got graver, so the one that stands for it does
            SPRAYING + " 2 UPDATE HIGH",
            SPRAYING + " 3 CLOSE HIGH",
            // nothing stands for it any more
            STUFFING + " 3 UPDATE MEDIUM");
    assertThat(handedOn.get(1).getRelated())
        .containsExactly(new RelatedAlert(SPRAYING, SPRAYING, Relation.PART_OF));
    assertThat(handedOn.get(1).getSummary())
        .startsWith("The same act as alert password-spraying (password-spraying), which goes on");
    assertThat(handedOn.get(2).getRelated())
        .containsExactly(new RelatedAlert(STUFFING, STUFFING, Relation.SAME_SUBJECT));
  }

  @Test
  void oneOnTrialStandsForNoneThatAsksForAction() throws Exception {
    List<Alert> handedOn =
        after(
            Either.<Alert, Link>Left(alert(STUFFING, 1, AlertActivity.CREATE, 0).build()),
            Either.<Alert, Link>Left(
                alert(SPRAYING, 1, AlertActivity.CREATE, 1).setMode(AlertMode.SHADOW).build()));

    assertThat(handedOn)
        .extracting(RelateOperatorTest::inShort)
        .containsExactly(
            STUFFING + " 1 CREATE MEDIUM",
            STUFFING + " 2 UPDATE MEDIUM",
            SPRAYING + " 1 CREATE MEDIUM");
  }

  @Test
  void whatATakeoverRestsOnGetsAsSevereAndNamesIt() throws Exception {
    Link step =
        new Link(
            new Entity(SubjectType.ADDRESS, "203.0.113.7"),
            STUFFING,
            "t1",
            "account-takeover",
            Relation.PART_OF,
            Severity.CRITICAL,
            T.plusSeconds(120).toEpochMilli());
    List<Alert> handedOn =
        after(
            Either.<Alert, Link>Left(alert(STUFFING, 1, AlertActivity.CREATE, 0).build()),
            Either.<Alert, Link>Right(step),
            Either.<Alert, Link>Right(step),
            Either.<Alert, Link>Left(alert(STUFFING, 2, AlertActivity.CLOSE, 3).build()));

    assertThat(handedOn)
        .extracting(RelateOperatorTest::inShort)
        .containsExactly(
            STUFFING + " 1 CREATE MEDIUM",
            STUFFING + " 2 UPDATE CRITICAL",
            STUFFING + " 3 CLOSE CRITICAL");
    assertThat(handedOn.get(2).getRelated())
        .containsExactly(new RelatedAlert("t1", "account-takeover", Relation.PART_OF));
    assertThat(handedOn.get(1).getRiskScore()).isEqualTo(70);
  }

  @Test
  void whatIsOverIsForgottenInTheEnd() throws Exception {
    try (var harness = harness()) {
      process(
          harness, Either.<Alert, Link>Left(alert(STUFFING, 1, AlertActivity.CREATE, 0).build()));
      process(
          harness, Either.<Alert, Link>Left(alert(STUFFING, 2, AlertActivity.CLOSE, 3).build()));
      harness.processWatermark(T.plus(Duration.ofDays(100)).toEpochMilli());

      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aSharedSourceIsSaidAfterADayHoweverTimeGoesOn() throws Exception {
    int day = 24 * 60;
    List<Either<Alert, Link>> notes =
        List.of(
            Either.Left(alert(STUFFING, 1, AlertActivity.CREATE, 0).build()),
            Either.Right(sameSource("a1", 1)),
            Either.Right(sameSource("a2", day)),
            Either.Left(alert(STUFFING, 2, AlertActivity.UPDATE, 2 * day).build()),
            Either.Right(sameSource("a3", 2 * day + 1)),
            Either.Left(alert(STUFFING, 3, AlertActivity.CLOSE, 4 * day).build()));

    List<Alert> stepwise;
    try (var harness = harness()) {
      for (Either<Alert, Link> note : notes) {
        process(harness, note);
        harness.processWatermark(Notes.at(note) + Duration.ofDays(1).toMillis() / 2);
      }
      stepwise = new ArrayList<>(harness.extractOutputValues());
    }
    List<Alert> atOnce;
    try (var harness = harness()) {
      for (Either<Alert, Link> note : notes) {
        harness.processElement(new StreamRecord<>(note, Notes.at(note)));
      }
      harness.processWatermark(Notes.at(notes.get(notes.size() - 1)));
      atOnce = new ArrayList<>(harness.extractOutputValues());
    }

    assertThat(atOnce).isEqualTo(stepwise);
    assertThat(atOnce)
        .extracting(alert -> alert.getRevision() + " " + alert.getRelated().size())
        .containsExactly("1 0", "2 2", "3 2", "4 3", "5 3");
  }

  @Test
  void theEndOfAReplaySaysNothingThatALiveJobWouldSayLater() throws Exception {
    try (var harness = harness()) {
      process(
          harness, Either.<Alert, Link>Left(alert(STUFFING, 1, AlertActivity.CREATE, 0).build()));
      process(harness, Either.<Alert, Link>Right(sameSource("a1", 1)));
      harness.processWatermark(Watermark.MAX_WATERMARK);

      assertThat(harness.extractOutputValues()).hasSize(1);
    }
  }

  private static Link sameSource(String other, int minutes) {
    return new Link(
        new Entity(SubjectType.ADDRESS, "203.0.113.7"),
        STUFFING,
        other,
        "mass-scraping",
        Relation.SAME_SOURCE,
        Severity.LOW,
        T.plusSeconds(60L * minutes).toEpochMilli());
  }

  private static String inShort(Alert alert) {
    return "%s %d %s %s"
        .formatted(
            alert.getDetectorId(), alert.getRevision(), alert.getActivity(), alert.getSeverity());
  }

  private static Alert.Builder alert(
      String detector, int revision, AlertActivity activity, int minutes) {
    Instant at = T.plusSeconds(60L * minutes);
    return Alert.newBuilder()
        .setAlertId(detector)
        .setRevision(revision)
        .setActivity(activity)
        .setDetectorId(detector)
        .setDetectorVersion(1)
        .setMode(AlertMode.ACTIVE)
        .setSeverity(Severity.MEDIUM)
        .setConfidence(70)
        .setRiskScore(35)
        .setSubject(new Subject(SubjectType.ADDRESS, "203.0.113.7"))
        .setRaisedAt(T)
        .setFirstSeenAt(T)
        .setLastSeenAt(at)
        .setUpdatedAt(at)
        .setClosedAt(activity == AlertActivity.CLOSE ? at : null)
        .setTitle("title")
        .setSummary("summary")
        .setEvidence(List.of())
        .setEventIds(List.of("e1"))
        .setAffectedAccounts(List.of())
        .setAffectedCount(0)
        .setAttack(List.of())
        .setRemediation(List.of())
        .setOccurrences(1);
  }

  @SafeVarargs
  private static List<Alert> after(Either<Alert, Link>... notes) throws Exception {
    try (var harness = harness()) {
      for (Either<Alert, Link> note : notes) {
        process(harness, note);
      }
      return new ArrayList<>(harness.extractOutputValues());
    }
  }

  private static void process(
      KeyedOneInputStreamOperatorTestHarness<Entity, Either<Alert, Link>, Alert> harness,
      Either<Alert, Link> note)
      throws Exception {
    harness.processElement(new StreamRecord<>(note, Notes.at(note)));
    harness.processWatermark(Notes.at(note));
  }

  private static KeyedOneInputStreamOperatorTestHarness<Entity, Either<Alert, Link>, Alert>
      harness() throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new RelateOperator(Detectors.ALL.stream().map(DetectorType::profile).toList(), 30),
            Notes::subject,
            EntitySerializer.TYPE);
    harness.setup(
        RaiseOperator.ALERT.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.open();
    return harness;
  }
}
