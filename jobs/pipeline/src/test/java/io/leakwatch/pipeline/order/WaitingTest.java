package io.leakwatch.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private record Input(int time, int number) {}

  private static final Comparator<Input> ORDER =
      Comparator.comparingInt(Input::time).thenComparingInt(Input::number);

  @Test
  void atTheEndOfTimeAllIsTakenAndThenNothing() throws Exception {
    Waiting<Input> waiting = new Waiting<>(Input::time, Comparator.comparingInt(Input::number));
    List<Input> taken = new ArrayList<>();
    waiting.add(new Input(7, 0));

    waiting.takeUpTo(Long.MAX_VALUE, taken::add);
    waiting.takeUpTo(Long.MAX_VALUE, taken::add);

    assertThat(taken).containsExactly(new Input(7, 0));
  }

  @Property
  void whateverHasComeIsTakenInOrderAndNothingBeforeItsTime(
      @ForAll @Size(max = 60) List<@IntRange(min = -20, max = 100) Integer> steps)
      throws Exception {
    Waiting<Input> waiting = new Waiting<>(Input::time, Comparator.comparingInt(Input::number));
    List<Input> left = new ArrayList<>();

    for (int i = 0; i < steps.size(); i++) {
      if (i % 4 != 3) {
        Input input = new Input(steps.get(i), i);
        waiting.add(input);
        left.add(input);
        continue;
      }
      int mark = steps.get(i);
      List<Input> due = left.stream().filter(input -> input.time() <= mark).sorted(ORDER).toList();
      List<Input> taken = new ArrayList<>();

      waiting.takeUpTo(mark, taken::add);

      left.removeAll(due);
      assertThat(taken).isEqualTo(due);
      List<Input> all = new ArrayList<>();
      waiting.forEach(all::add);
      assertThat(all).containsExactlyInAnyOrderElementsOf(left);
    }
  }
}
