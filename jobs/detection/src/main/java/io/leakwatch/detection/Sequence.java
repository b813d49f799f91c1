package io.leakwatch.detection;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * This signal, then that one, within so long, on the same subject. A report of what went on says
 * nothing new: it is a step only where each signal of its kind makes a match of its own. It is put
 * together from kinds of signals alone, so that no code of a detector runs, or fails, while signals
 * are matched:
 *
 * <pre>{@code
 * Sequence.named("guessed-then-opened").first(GUESSED).thenEach(OPENED).within(Duration.ofHours(3))
 * }</pre>
 */
public final class Sequence {

  /**
   * Kind of the signal that brings a sequence an alert that somebody got into an account. Its
   * detector is the alert's, its note the alert's title, its one condition quotes the alert's id.
   */
  public static final String ENTRY = "entry";

  private final String name;
  private final Pattern<Signal, ?> pattern;
  private final Duration within;
  private final boolean afterEntry;
  private final boolean comparesNotes;

  private Sequence(Steps steps, Duration within) {
    this.name = steps.name;
    // Flink leaves its own bound out: two signals so far apart still match.
    this.pattern = steps.pattern.within(within.plusMillis(1));
    this.within = within;
    this.afterEntry = steps.afterEntry;
    this.comparesNotes = steps.comparesNotes;
  }

  /** Lower-case words joined by hyphens, unique in its detector; part of the state's key. */
  public String name() {
    return name;
  }

  /** The pattern over the detector's own signals, bounded by {@link #within}. */
  public Pattern<Signal, ?> pattern() {
    return pattern;
  }

  /** The longest time between its first and its last signal. */
  public Duration within() {
    return within;
  }

  /**
   * Whether one of its steps is an {@link #ENTRY}: it receives every alert, of any detector, by
   * which somebody got into an account, as a signal about that account. An entry comes after the
   * signals of the event that raised the alert.
   */
  public boolean afterEntry() {
    return afterEntry;
  }

  /** Whether one of its steps is a signal with {@link Steps#thenWithAnotherNote another note}. */
  public boolean comparesNotes() {
    return comparesNotes;
  }

  /**
   * Begins a sequence.
   *
   * @param name see {@link #name()}
   */
  public static Named named(String name) {
    return new Named(name);
  }

  /** A sequence of which only the name is known. */
  public static final class Named {

    private final String name;

    private Named(String name) {
      this.name = name;
    }

    /** It begins with a signal of one of these kinds; each of them may begin one. */
    public Steps first(String kind, String... orKinds) {
      return new Steps(name, kind, orKinds, AfterMatchSkipStrategy.noSkip());
    }

    /**
     * It begins with a signal of this kind. A signal that was part of a match is part of no other.
     * This is for what grows or goes on, where each match says more than the one before.
     */
    public Steps firstUnmatched(String kind) {
      return new Steps(name, kind, new String[0], AfterMatchSkipStrategy.skipPastLastEvent());
    }
  }

  /** The steps so far. */
  public static final class Steps {

    private final String name;
    private final String firstKind;
    private Pattern<Signal, Signal> pattern;
    private boolean afterEntry;
    private boolean comparesNotes;

    private Steps(String name, String kind, String[] orKinds, AfterMatchSkipStrategy skip) {
      this.name = name;
      this.firstKind = kind;
      this.afterEntry = kind.equals(ENTRY);
      pattern = Pattern.<Signal>begin(kind, skip).where(new OfKinds(false, kind, orKinds));
    }

    /** Then the next signal of a kind. */
    public Steps then(String kind) {
      afterEntry |= kind.equals(ENTRY);
      pattern = pattern.followedBy(kind).where(new OfKinds(false, kind));
      return this;
    }

    /** Then a signal of a kind; each later one makes a match of its own. */
    public Steps thenEach(String kind) {
      afterEntry |= kind.equals(ENTRY);
      pattern = pattern.followedByAny(kind).where(new OfKinds(true, kind));
      return this;
    }

    /** Then, perhaps, a signal of a kind: there is a match without it, and one more for each. */
    public Steps thenPerhapsEach(String kind) {
      afterEntry |= kind.equals(ENTRY);
      pattern = pattern.followedByAny(kind).where(new OfKinds(true, kind)).optional();
      return this;
    }

    /**
     * Then the next signal of the first one's kind that has another note.
     *
     * @param step a word for this step, unlike the kinds of the others
     */
    public Steps thenWithAnotherNote(String step) {
      comparesNotes = true;
      pattern = pattern.followedBy(step).where(new WithAnotherNote(firstKind));
      return this;
    }

    /** The last signal so far, so many times in all. */
    public Steps times(int times) {
      pattern = pattern.times(times);
      return this;
    }

    /**
     * All of that.
     *
     * @param longest the longest time between the first and the last signal
     */
    public Sequence within(Duration longest) {
      return new Sequence(this, longest);
    }
  }

  private static final class OfKinds extends SimpleCondition<Signal> {

    private static final long serialVersionUID = 1;

    private final boolean orReports;
    private final List<String> kinds;

    OfKinds(boolean orReports, String kind, String... orKinds) {
      this.orReports = orReports;
      kinds = Stream.concat(Stream.of(kind), Stream.of(orKinds)).toList();
    }

    @Override
    public boolean filter(Signal signal) {
      return kinds.contains(signal.kind()) && (orReports || !signal.report());
    }
  }

  private static final class WithAnotherNote extends IterativeCondition<Signal> {

    private static final long serialVersionUID = 1;

    private final String firstKind;

    WithAnotherNote(String firstKind) {
      this.firstKind = firstKind;
    }

    @Override
    public boolean filter(Signal signal, Context<Signal> context) throws Exception {
      for (Signal first : context.getEventsForPattern(firstKind)) {
        if (!first.note().equals(signal.note())) {
          return signal.is(firstKind) && !signal.report();
        }
      }
      return false;
    }
  }
}
