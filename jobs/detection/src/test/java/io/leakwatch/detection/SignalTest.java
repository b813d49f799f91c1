package io.leakwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.detection.activity.Entity;
import io.leakwatch.schemas.SubjectType;
import org.junit.jupiter.api.Test;

class SignalTest {

  @Test
  void whatWasObservedIsFoundByTheNameOfItsCondition() {
    Signal signal =
        Signal.of("some-detector", "kind", new Entity(SubjectType.ENDPOINT, "/2/users"))
            .at(0)
            .confidence(50)
            .because(Condition.atLeast("calls", 17, 15, "calls"))
            .build();

    assertThat(signal.observed("calls")).contains("17");
    assertThat(signal.observed("records")).isEmpty();
  }
}
