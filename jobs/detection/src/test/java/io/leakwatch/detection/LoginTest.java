package io.leakwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import org.junit.jupiter.api.Test;

class LoginTest {

  private static Login login(String userAgent) {
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
    assertThat(login("curl/8").userAgentHash()).isEqualTo(Hashes.of("curl/8"));
    assertThat(login("x".repeat(160)).userAgentHash()).isEqualTo(Hashes.of("x".repeat(160)));
    assertThat(login(null).userAgentHash()).isZero();
  }

  @Test
  void soHasOneThatWasCut() {
    long hash = Hashes.of("x".repeat(900));
    String end = " #" + Long.toHexString(hash);

    String cut = "x".repeat(Login.LONGEST_USER_AGENT - end.length()) + end;

    assertThat(login(cut).userAgentHash()).isEqualTo(hash);
  }
}
