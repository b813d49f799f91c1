package io.leakwatch.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Login;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.memory.EntityState;
import io.leakwatch.schemas.FailureReason;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginMethod;
import io.leakwatch.schemas.LoginOutcome;
import io.leakwatch.schemas.SubjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SensorsTest {

  private static final long T = 1_767_225_600_000L;

  /** A job that is cancelled throws at whoever puts something out. */
  @Test
  void whatFailsBehindADetectorIsNoFaultOfIts() {
    Sensors sensors =
        new Sensors(List.of(Detectors.byId("credential-stuffing").orElseThrow().armed()));
    EntityState state = new EntityState();
    List<String> blamed = new ArrayList<>();

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 20; i++) {
                sensors.observe(
                    attempt(i),
                    state,
                    signal -> {
                      throw new CancellationException("the job is cancelled");
                    },
                    (detector, fault) -> blamed.add(detector));
              }
            })
        .isInstanceOf(CancellationException.class);
    assertThat(blamed).isEmpty();
  }

  private static Observation attempt(int number) {
    Login login =
        new Login(
            "e" + number,
            T + 1_000L * number,
            LoginAction.LOGIN,
            LoginOutcome.FAILURE,
            FailureReason.BAD_CREDENTIAL,
            "u" + number,
            "203.0.113.7",
            64500,
            null,
            null,
            null,
            LoginMethod.PASSWORD,
            false,
            null);
    return new Observation(new Entity(SubjectType.ADDRESS, "203.0.113.7"), login);
  }
}
