package io.leakwatch.workbench.oracle;

import io.leakwatch.detection.Match;
import io.leakwatch.detection.Sequence;
import io.leakwatch.detection.Signal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.ConsumingStrategy;
import org.apache.flink.cep.pattern.Quantifier.QuantifierProperty;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * First this, then that, tried out one signal after the other. Of Flink's pattern only the
 * description is read: the steps, what each accepts, and whether a signal may be part of several
 * matches. Every signal that the first step accepts begins an attempt. An attempt takes the next
 * signal that its next step accepts. Where each one counts, it also goes on without that signal.
 */
final class PlainSequence {

  /**
   * One step.
   *
   * @param each each signal that it accepts makes a match of its own
   * @param perhaps there is a match without it, too
   */
  private record Step(
      String name, IterativeCondition<Signal> condition, boolean each, boolean perhaps) {}

  private final String detectorId;
  private final Sequence sequence;
  private final Deque<Step> backwards = new ArrayDeque<>();
  private final List<Step> steps;
  private final boolean eachSignalOnce;

  PlainSequence(String detectorId, Sequence sequence) {
    this.detectorId = detectorId;
    this.sequence = sequence;
    this.eachSignalOnce = sequence.pattern().getAfterMatchSkipStrategy().isSkipStrategy();
    read(sequence.pattern());
    this.steps = List.copyOf(backwards);
  }

  private <F extends Signal> void read(Pattern<Signal, F> last) {
    for (Pattern<Signal, ?> each = last; each != null; each = each.getPrevious()) {
      add(each);
    }
  }

  @SuppressWarnings("unchecked") // every pattern of a sequence is over signals
  private void add(Pattern<Signal, ?> pattern) {
    var quantifier = pattern.getQuantifier();
    int times = pattern.getTimes() == null ? 1 : pattern.getTimes().getFrom();
    Step step =
        new Step(
            pattern.getName(),
            (IterativeCondition<Signal>) pattern.getCondition(),
            quantifier.getConsumingStrategy() == ConsumingStrategy.SKIP_TILL_ANY,
            quantifier.hasProperty(QuantifierProperty.OPTIONAL));
    for (int i = 0; i < times; i++) {
      backwards.addFirst(step);
    }
  }

  /**
   * All matches among signals of one subject.
   *
   * @param signals in order
   */
  List<Match> matches(List<Signal> signals) {
    List<Match> matches = new ArrayList<>();
    List<List<Signal>> attempts = new ArrayList<>();
    for (Signal signal : signals) {
      List<List<Signal>> goOn = new ArrayList<>();
      List<List<Signal>> complete = new ArrayList<>();
      for (List<Signal> attempt : attempts) {
        if (signal.at() - attempt.get(0).at() <= sequence.within().toMillis()) {
          tryOut(attempt, signal, goOn, complete);
        }
      }
      tryOut(List.of(), signal, goOn, complete);
      if (eachSignalOnce && !complete.isEmpty()) {
        matches.add(match(complete.get(0))); // the one that began first
        goOn.clear();
      } else {
        complete.forEach(each -> matches.add(match(each)));
      }
      attempts = goOn;
    }
    return matches;
  }

  private void tryOut(
      List<Signal> attempt, Signal signal, List<List<Signal>> goOn, List<List<Signal>> complete) {
    Step next = steps.get(attempt.size());
    boolean takes = accepts(next, signal, attempt);
    if (!attempt.isEmpty() && (!takes || next.each())) {
      goOn.add(attempt);
    }
    if (takes) {
      List<Signal> longer = new ArrayList<>(attempt);
      longer.add(signal);
      boolean isLast = longer.size() == steps.size();
      if (isLast || steps.get(longer.size()).perhaps()) {
        complete.add(longer);
      }
      if (!isLast) {
        goOn.add(longer);
      }
    }
  }

  private Match match(List<Signal> attempt) {
    List<Signal> inOrder = new ArrayList<>(attempt);
    inOrder.sort(Comparator.comparingLong(Signal::at));
    return new Match(detectorId, inOrder.get(0).subject(), sequence.name(), inOrder);
  }

  private boolean accepts(Step step, Signal signal, List<Signal> attempt) {
    try {
      return step.condition().filter(signal, new Taken(attempt, signal));
    } catch (Exception fault) {
      throw new IllegalStateException("a step of " + sequence.name() + " fails", fault);
    }
  }

  /** What an attempt has taken so far. */
  private final class Taken implements IterativeCondition.Context<Signal> {

    private final List<Signal> attempt;
    private final Signal now;

    Taken(List<Signal> attempt, Signal now) {
      this.attempt = attempt;
      this.now = now;
    }

    @Override
    public Iterable<Signal> getEventsForPattern(String name) {
      return IntStream.range(0, attempt.size())
          .filter(i -> steps.get(i).name().equals(name))
          .mapToObj(attempt::get)
          .toList();
    }

    @Override
    public long timestamp() {
      return now.at();
    }

    @Override
    public long currentProcessingTime() {
      throw new IllegalStateException("nothing here is timed by the wall clock");
    }
  }
}
