package io.leakwatch.pipeline.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Inputs that are ahead of their time. They are kept in runs, each of them sorted when it was
 * complete, and are merged as they fall due: what waits for long is not looked at again before
 * that, however many watermarks go by.
 *
 * @param <I> input
 */
final class Waiting<I> {

  /** What is done with an input that is due. */
  @FunctionalInterface
  interface Taker<I> {
    void take(I input) throws Exception;
  }

  private final class Run {

    private final List<I> inputs;
    private int next;
    private long nextTime;

    Run(List<I> inputs) {
      this.inputs = inputs;
      this.nextTime = timeOf.applyAsLong(inputs.get(0));
    }

    I head() {
      return inputs.get(next);
    }

    /** Whether there are more. */
    boolean advance() {
      inputs.set(next, null);
      if (++next == inputs.size()) {
        return false;
      }
      nextTime = timeOf.applyAsLong(inputs.get(next));
      return true;
    }
  }

  private final ToLongFunction<I> timeOf;
  private final Comparator<I> tieBreak;
  private final Comparator<I> order;
  private final PriorityQueue<Run> runs;
  private List<I> fresh = new ArrayList<>();
  private long earliestFresh = Long.MAX_VALUE;

  /**
   * @param timeOf event time of an input, epoch milliseconds
   * @param tieBreak order of inputs of the same time
   */
  Waiting(ToLongFunction<I> timeOf, Comparator<I> tieBreak) {
    this.timeOf = timeOf;
    this.order = Comparator.comparingLong(timeOf).thenComparing(tieBreak);
    this.tieBreak = tieBreak;
    this.runs = new PriorityQueue<>(this::compareHeads);
  }

  private int compareHeads(Run one, Run other) {
    return one.nextTime != other.nextTime
        ? Long.compare(one.nextTime, other.nextTime)
        : tieBreak.compare(one.head(), other.head());
  }

  void add(I input) {
    fresh.add(input);
    earliestFresh = Math.min(earliestFresh, timeOf.applyAsLong(input));
  }

  /**
   * Hands on all whose time has come, in order. What is added meanwhile waits for the next call.
   */
  void takeUpTo(long time, Taker<I> taker) throws Exception {
    if (!fresh.isEmpty() && earliestFresh <= time) {
      fresh.sort(order);
      runs.add(new Run(fresh));
      fresh = new ArrayList<>();
      earliestFresh = Long.MAX_VALUE;
    }
    while (!runs.isEmpty() && runs.peek().nextTime <= time) {
      takeInTurn(runs.poll(), time, taker);
    }
  }

  /** Takes from a run as long as it is due and no other comes first. */
  private void takeInTurn(Run run, long time, Taker<I> taker) throws Exception {
    do {
      I input = run.head();
      boolean isDone = !run.advance();
      taker.take(input);
      if (isDone) {
        return;
      }
    } while (run.nextTime <= time && (runs.isEmpty() || compareHeads(run, runs.peek()) <= 0));
    runs.add(run);
  }

  /** Shows all of them, in no order. */
  void forEach(Consumer<I> then) {
    fresh.forEach(then);
    for (Run run : runs) {
      run.inputs.subList(run.next, run.inputs.size()).forEach(then);
    }
  }
}
