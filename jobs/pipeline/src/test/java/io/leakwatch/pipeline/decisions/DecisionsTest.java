package io.leakwatch.pipeline.decisions;

import static io.leakwatch.pipeline.decisions.Given.alert;
import static io.leakwatch.pipeline.decisions.Given.at;
import static io.leakwatch.pipeline.decisions.Given.closed;
import static io.leakwatch.pipeline.decisions.Given.comingFrom;
import static io.leakwatch.pipeline.decisions.Given.control;
import static io.leakwatch.pipeline.decisions.Given.suppression;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.DetectorMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.schemas.Suppression;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionsTest {

  private final Decisions decisions = new Decisions();

  private String suppressing(Alert alert) {
    return decisions.about(alert).applied(alert).getSuppressedBy();
  }

  private AlertMode mode(Alert alert) {
    return decisions.about(alert).applied(alert).getMode();
  }

  private void accept(Suppression.Builder suppression) {
    assertThat(decisions.take(suppression.build())).isEmpty();
  }

  @Test
  void aSuppressedAlertIsRaisedOnTrialAndOtherwiseUnchanged() {
    accept(suppression("s-1", 0, 10));
    Alert raised = alert("a", 5);

    Alert written = decisions.about(raised).applied(raised);

    assertThat(written)
        .isEqualTo(
            Alert.newBuilder(raised).setMode(AlertMode.SHADOW).setSuppressedBy("s-1").build());
    assertThat(raised.getMode()).isEqualTo(AlertMode.ACTIVE);
  }

  @Test
  void aSuppressionHoldsFromItsBeginningUntilBeforeItsEnd() {
    accept(suppression("s-1", 2, 10));
    accept(suppression("s-2", 20, 30).setWithdrawnAt(at(25)));

    assertThat(suppressing(alert("a", 1))).isNull();
    assertThat(suppressing(alert("a", 2))).isEqualTo("s-1");
    assertThat(suppressing(alert("a", 9))).isEqualTo("s-1");
    assertThat(suppressing(alert("a", 10))).isNull();
    assertThat(suppressing(alert("a", 24))).isEqualTo("s-2");
    assertThat(suppressing(alert("a", 25))).isNull();
  }

  @Test
  void ofSeveralTheSmallestIdIsNamed() {
    accept(suppression("s-2", 0, 10));
    accept(suppression("s-1", 5, 10));
    accept(suppression("s-0", 9, 10));

    assertThat(suppressing(alert("a", 4))).isEqualTo("s-2");
    assertThat(suppressing(alert("a", 5))).isEqualTo("s-1");
  }

  static Stream<Arguments> scopes() {
    Alert one = comingFrom(alert("a", 1), 1, "192.0.2.7");
    return Stream.of(
        scope(s -> s.setDetectorId("password-spraying"), one, false),
        scope(s -> s.setSubjectType(SubjectType.ADDRESS), one, true),
        scope(s -> s.setSubjectType(SubjectType.ACCOUNT), one, false),
        scope(s -> s.setDetectorId(null).setSubject("203.0.113.*"), one, true),
        scope(s -> s.setSubject("203.0.112.*"), one, false),
        scope(s -> s.setDetectorId(null).setNetwork("192.0.2.0/24"), one, true),
        scope(s -> s.setNetwork("192.0.3.0/24"), one, false),
        scope(
            s -> s.setNetwork("192.0.2.0/24"), comingFrom(one, 2, "192.0.2.7", "192.0.2.9"), true),
        scope(
            s -> s.setNetwork("192.0.2.0/24"), comingFrom(one, 2, "192.0.2.7", "192.0.3.9"), false),
        scope(
            s -> s.setNetwork("192.0.2.0/24"), comingFrom(one, 3, "192.0.2.7", "192.0.2.9"), false),
        scope(s -> s.setNetwork("192.0.2.0/24"), comingFrom(one, 0), false));
  }

  private static Arguments scope(
      UnaryOperator<Suppression.Builder> change, Alert alert, boolean fits) {
    return Arguments.of(change.apply(suppression("s-1", 0, 10)).build(), alert, fits);
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void allThatIsGivenHasToFit(Suppression suppression, Alert alert, boolean fits) {
    assertThat(decisions.take(suppression)).isEmpty();

    assertThat(suppressing(alert)).isEqualTo(fits ? "s-1" : null);
  }

  @Test
  void theHighestRevisionHoldsInWhateverOrderTheyCome() {
    accept(suppression("s-1", 0, 10).setRevision(2).setWithdrawnAt(at(3)));

    assertThat(decisions.take(suppression("s-1", 0, 10).build()))
        .hasValue("revision 2 of it was read before; give a change a higher one");

    assertThat(suppressing(alert("a", 2))).isEqualTo("s-1");
    assertThat(suppressing(alert("a", 3))).isNull();
  }

  @Test
  void aRevisionThatCannotBeAppliedTakesThePlaceOfTheOneBefore() {
    accept(suppression("s-1", 0, 10));

    assertThat(decisions.take(suppression("s-1", 0, 10).setRevision(2).setReason(" ").build()))
        .hasValue("reason is empty; give one");

    assertThat(suppressing(alert("a", 2))).isNull();
  }

  @Test
  void whatIsDeletedWasNever() {
    accept(suppression("s-1", 0, 10).setRevision(7));
    decisions.dropSuppression("s-1");

    assertThat(suppressing(alert("a", 2))).isNull();
    accept(suppression("s-1", 0, 10));
    assertThat(suppressing(alert("a", 2))).isEqualTo("s-1");
  }

  @Test
  void onlySoManyHoldAtTheSameTimeAndOnlySoManyAreKnown() {
    Decisions few = new Decisions(2, 4);

    assertThat(few.take(suppression("s-1", 0, 10).build())).isEmpty();
    assertThat(few.take(control("c-1", 5).setMode(DetectorMode.OFF).build())).isEmpty();
    assertThat(few.take(suppression("s-2", 9, 20).build()))
        .hasValue("2 commands hold at the same time, as many as there may be; withdraw some");
    assertThat(few.take(suppression("s-1", 1, 10).setRevision(2).build())).isEmpty();
    assertThat(few.take(suppression("s-3", 10, 20).build())).isEmpty();
    assertThat(few.take(suppression("s-4", 30, 40).build()).orElseThrow())
        .startsWith("4 commands are known, as many as there may be; delete those that are over");
  }

  @Test
  void aDetectorThatIsSwitchedOffWritesNothingButTheEndOfWhatWasSeen() {
    assertThat(decisions.take(control("c-1", 5).setMode(DetectorMode.OFF).build())).isEmpty();

    assertThat(decisions.about(alert("a", 4)).isWritten()).isTrue();
    assertThat(decisions.about(alert("a", 5)).isWritten()).isFalse();
    assertThat(decisions.about(closed("a", 9)))
        .isEqualTo(new Decision(true, AlertMode.ACTIVE, false, null));

    assertThat(decisions.take(control("c-0", 0).setMode(DetectorMode.SHADOW).build())).isEmpty();
    Alert unseen = Alert.newBuilder(closed("a", 9)).setRaisedAt(at(5)).build();
    assertThat(decisions.about(unseen).isWritten()).isFalse();
  }

  @Test
  void theEndOfWhatWasSeenOnTrialLastIsOnTrial() {
    assertThat(decisions.take(control("c-0", -9).setMode(DetectorMode.ACTIVE).build())).isEmpty();
    assertThat(decisions.take(control("c-1", 2).setMode(DetectorMode.SHADOW).build())).isEmpty();
    assertThat(decisions.take(control("c-2", 5).setMode(DetectorMode.OFF).build())).isEmpty();

    assertThat(mode(closed("a", 9))).isEqualTo(AlertMode.SHADOW);
  }

  @Test
  void anAlertThatWasSeenOnlyBetweenIsEndedToo() {
    assertThat(decisions.take(control("c-1", -9).setMode(DetectorMode.OFF).build())).isEmpty();
    assertThat(
            decisions.take(
                control("c-2", 3).setMode(DetectorMode.ACTIVE).setExpiresAt(at(4)).build()))
        .isEmpty();

    assertThat(decisions.about(closed("a", 9)).isWritten()).isTrue();
    assertThat(decisions.about(closed("a", 2)).isWritten()).isFalse();
  }

  @Test
  void theControlThatBeganLastDecidesAndForEachAspect() {
    decisions.take(control("c-1", 0).setMode(DetectorMode.OFF).build());
    decisions.take(
        control("c-2", 1)
            .setDetectorId("credential-stuffing")
            .setMode(DetectorMode.ACTIVE)
            .build());
    decisions.take(control("c-3", 2).setSeverityFloor(Severity.HIGH).build());
    decisions.take(
        control("c-4", 3).setMode(DetectorMode.SHADOW).setDetectorId("password-spraying").build());
    decisions.take(control("c-5", 4).setSeverityFloor(Severity.MEDIUM).build());

    assertThat(decisions.about(alert("a", 0)).isWritten()).isFalse();
    assertThat(mode(alert("a", 1))).isEqualTo(AlertMode.ACTIVE);
    assertThat(decisions.about(alert("a", 3)))
        .isEqualTo(new Decision(true, AlertMode.SHADOW, true, null));
    assertThat(mode(alert("a", 4))).isEqualTo(AlertMode.ACTIVE);
  }

  @Test
  void aControlMakesADetectorOnTrialAskForAction() {
    decisions.take(control("c-1", 1).setMode(DetectorMode.ACTIVE).build());

    Alert before = Alert.newBuilder(alert("a", 0)).setMode(AlertMode.SHADOW).build();
    Alert after = Alert.newBuilder(alert("a", 1)).setMode(AlertMode.SHADOW).build();
    assertThat(mode(before)).isEqualTo(AlertMode.SHADOW);
    assertThat(mode(after)).isEqualTo(AlertMode.ACTIVE);
  }
}
