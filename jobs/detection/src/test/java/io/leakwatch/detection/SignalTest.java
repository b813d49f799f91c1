package io.leakwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalTest {

  @Test
  void whatWasObservedIsFoundByTheNameOfItsCondition() {
    Signal signal =
        new Signal(
            "some-detector",
            "kind",
            new Entity(SubjectType.ENDPOINT, "/2/users"),
            0,
            0,
            50,
            List.of(Condition.atLeast("calls", 17, 15, "calls")),
            List.of(),
            List.of(),
            0,
            "");

    assertThat(signal.observed("calls")).contains("17");
    assertThat(signal.observed("records")).isEmpty();
  }
}
