package io.leakwatch.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private static final Course COURSE = new Course("localhost:0", "warm-up", Map.of(), 1);

  @Test
  void takesTheCourseAtMostEightTimesEachUnderANameOfItsOwn() throws Exception {
    List<String> names = new ArrayList<>();

    WarmUp.on(
        course -> {
          names.add(course.name());
          return new Outcome(1, 1, List.of());
        },
        COURSE);

    assertThat(names).hasSizeBetween(1, 8).doesNotHaveDuplicates();
    assertThat(names).allMatch(name -> name.startsWith("warm-up-"));
  }

  @Test
  void aCourseIsTheSameEventsUnderAnotherName() {
    Course run = COURSE.ofRun(3);

    assertThat(run.name()).isNotEqualTo(COURSE.name()).isNotEqualTo(COURSE.ofRun(4).name());
    assertThat(run.named(COURSE.name())).isEqualTo(COURSE);
  }
}
