package io.leakwatch.detection.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoginTest {

  private static final Set<FailureReason> NO_GUESS =
      EnumSet.of(FailureReason.MFA_DENIED, FailureReason.MFA_TIMEOUT, FailureReason.OTHER);

  private static Login failed(LoginAction action, FailureReason reason) {
    return login(action, LoginOutcome.FAILURE, reason);
  }

  private static Login succeeded(LoginAction action) {
    return login(action, LoginOutcome.SUCCESS, null);
  }

  private static Login login(LoginAction action, LoginOutcome outcome, FailureReason reason) {
    return login(action, outcome, reason, LoginMethod.PASSWORD);
  }

  private static Login login(
      LoginAction action, LoginOutcome outcome, FailureReason reason, LoginMethod method) {
    return new Login(
        "e1",
        1,
        action,
        outcome,
        reason,
        "ada",
        "203.0.113.7",
        64500,
        null,
        null,
        null,
        method,
        false,
        null);
  }

  @ParameterizedTest
  @EnumSource(FailureReason.class)
  void aGuessIsAnAttemptThatDidNotKnowTheSecret(FailureReason reason) {
    assertThat(failed(LoginAction.LOGIN, reason).guessed()).isEqualTo(!NO_GUESS.contains(reason));
  }

  @Test
  void aFailureWithoutReasonIsTakenForAGuessAndASuccessIsNone() {
    assertThat(failed(LoginAction.LOGIN, null).guessed()).isTrue();
    assertThat(succeeded(LoginAction.LOGIN).guessed()).isFalse();
    assertThat(failed(LoginAction.MFA_CHALLENGE, FailureReason.BAD_CREDENTIAL).guessed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(LoginMethod.class)
  void aGuessedPasswordOpensOnlyWhatMayHaveBeenOpenedByOne(LoginMethod method) {
    boolean isPassword = method == LoginMethod.PASSWORD || method == LoginMethod.UNKNOWN;

    assertThat(login(LoginAction.LOGIN, LoginOutcome.SUCCESS, null, method).openedByPassword())
        .isEqualTo(isPassword);
    assertThat(login(LoginAction.LOGIN, LoginOutcome.FAILURE, null, method).openedByPassword())
        .isFalse();
    assertThat(
            login(LoginAction.TOKEN_REFRESH, LoginOutcome.SUCCESS, null, method).openedByPassword())
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(LoginAction.class)
  void whoLogsInOrGoesOnWithASessionCameIn(LoginAction action) {
    boolean in = action == LoginAction.LOGIN || action == LoginAction.TOKEN_REFRESH;

    assertThat(succeeded(action).cameIn()).isEqualTo(in);
    assertThat(succeeded(action).loggedIn()).isEqualTo(action == LoginAction.LOGIN);
    assertThat(failed(action, null).cameIn()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(LoginAction.class)
  void recoveryIsChangedByWhatSucceedsInChangingAWayIn(LoginAction action) {
    boolean changes =
        switch (action) {
          case PASSWORD_CHANGE, EMAIL_CHANGE, PHONE_CHANGE, MFA_DISABLE -> true;
          default -> false;
        };

    assertThat(succeeded(action).changesRecovery()).isEqualTo(changes);
    assertThat(failed(action, null).changesRecovery()).isFalse();
  }

  private static Login sending(String userAgent) {
    return new Login(
        "e1",
        0,
        LoginAction.LOGIN,
        LoginOutcome.SUCCESS,
        null,
        "ada",
        null,
        0,
        userAgent,
        null,
        null,
        LoginMethod.PASSWORD,
        false,
        null);
  }

  @Test
  void aUserAgentHasTheHashOfWhatWasSent() {
    assertThat(sending("curl/8").userAgentHash()).isEqualTo(Hashes.of("curl/8"));
    assertThat(sending("x".repeat(160)).userAgentHash()).isEqualTo(Hashes.of("x".repeat(160)));
    assertThat(sending(null).userAgentHash()).isZero();
  }

  @Test
  void soHasOneThatWasCut() {
    long hash = Hashes.of("x".repeat(900));
    String end = " #" + Long.toHexString(hash);

    String cut = "x".repeat(Login.LONGEST_USER_AGENT - end.length()) + end;

    assertThat(sending(cut).userAgentHash()).isEqualTo(hash);
  }
}
