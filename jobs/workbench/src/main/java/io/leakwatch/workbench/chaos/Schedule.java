package io.leakwatch.workbench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What is done to whom, and when.
 *
 * @param acts in the order in which they come
 */
record Schedule(List<Act> acts) {

  /** What is done. */
  enum Deed {
    /** {@code run} is killed. */
    KILL_RUN("kill -9 of run"),
    /** {@code run} is killed as soon as it has completed a checkpoint, while it commits. */
    KILL_RUN_AT_COMMIT("kill -9 of run at a commit"),
    /** {@code run} is asked to end. */
    END_RUN("SIGTERM to run"),
    /** {@code run} stands still for some seconds. */
    FREEZE_RUN("SIGSTOP of run"),
    /** The broker is killed. */
    KILL_BROKER("kill -9 of the broker"),
    /** The broker stands still for some seconds. */
    FREEZE_BROKER("SIGSTOP of the broker"),
    /** The disk on which {@code run} keeps its state is full for some seconds. */
    FILL_DISK("a full disk under run");

    private final String words;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Deed(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * One deed.
   *
   * @param at the share of the events that are published by then, 0 to 1
   * @param span how long it stands still; or how long it is away before it is started again
   */
  record Act(double at, Deed deed, Duration span) {}

  private static final double FIRST = 0.1;
  private static final double LAST = 0.9;
  private static final int SHORTEST_MILLIS = 100;
  private static final int LONGEST_MILLIS = 4_000;

  Schedule {
    acts = List.copyOf(acts);
  }

  /** As the random numbers have it. */
  static Schedule of(long seed, List<Deed> deeds) {
    Random random = new Random(seed);
    List<Act> acts = new ArrayList<>();
    for (Deed deed : deeds) {
      acts.add(
          new Act(
              FIRST + random.nextDouble() * (LAST - FIRST),
              deed,
              Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS))));
    }
    acts.sort(Comparator.comparingDouble(Act::at));
    return new Schedule(acts);
  }

  /** So many deeds of these kinds. */
  static Schedule anyhow(long seed, int deeds, List<Deed> kinds) {
    Random random = new Random(seed);
    List<Deed> chosen = new ArrayList<>();
    for (int i = 0; i < deeds; i++) {
      chosen.add(kinds.get(random.nextInt(kinds.size())));
    }
    return of(random.nextLong(), chosen);
  }
}
