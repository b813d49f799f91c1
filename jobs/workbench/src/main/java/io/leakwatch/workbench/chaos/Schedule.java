package io.leakwatch.workbench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** To whom it can be done. */
  enum On {
    RUN,
    CLUSTER,
    /** To either. */
    ANY;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is done. */
  enum Deed {
    KILL_RUN(On.RUN, "kill -9 of run"),
    /** As soon as it has completed a checkpoint, while it commits. */
    KILL_RUN_AT_COMMIT(On.RUN, "kill -9 of run at a commit"),
    END_RUN(On.RUN, "SIGTERM to run"),
    /** For some seconds, as all that is frozen. */
    FREEZE_RUN(On.RUN, "SIGSTOP of run"),
    /** The disk on which {@code run} keeps its state is full for some seconds. */
    FILL_DISK(On.RUN, "a full disk under run"),
    KILL_JOB_MANAGER(On.CLUSTER, "kill -9 of the job manager"),
    /** As soon as it has completed a checkpoint, while the tasks commit. */
    KILL_JOB_MANAGER_AT_COMMIT(On.CLUSTER, "kill -9 of the job manager at a commit"),
    FREEZE_JOB_MANAGER(On.CLUSTER, "SIGSTOP of the job manager"),
    KILL_TASK_MANAGER(On.CLUSTER, "kill -9 of a task manager"),
    /** While it commits. */
    KILL_TASK_MANAGER_AT_COMMIT(On.CLUSTER, "kill -9 of a task manager at a commit"),
    FREEZE_TASK_MANAGER(On.CLUSTER, "SIGSTOP of a task manager"),
    /** Every process, ZooKeeper too, as if the power failed. */
    KILL_CLUSTER(On.CLUSTER, "kill -9 of every process of the cluster"),
    /** Twice as many subtasks, or half as many. */
    RESCALE(On.CLUSTER, "another parallelism, by a savepoint"),
    /** Other options, and other detectors. */
    UPGRADE(On.CLUSTER, "an upgrade, by a savepoint"),
    CANCEL(On.CLUSTER, "cancelled, and resumed from its last checkpoint"),
    KILL_BROKER(On.ANY, "kill -9 of the broker"),
    FREEZE_BROKER(On.ANY, "SIGSTOP of the broker"),
    /** One to each topic of events. */
    ADD_PARTITIONS(On.ANY, "more partitions");

    private final On on;
    private final String words;

    Deed(On on, String words) {
      this.on = on;
      this.words = words;
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String words() {
      return words;
    }

    /** Those that can be done to one. */
    static List<Deed> of(On target) {
      return Arrays.stream(values()).filter(each -> each.isDoneTo(target)).toList();
    }

    boolean isDoneTo(On target) {
      return on == target || on == On.ANY;
    }
  }

  /**
   * One deed.
   *
   * @param at the share of the events that are published by then, 0 to 1
   * @param span how long it stands still; or how long it is away before it is started again
   */
  record Act(double at, Deed deed, Duration span) {

    /** Which of several it is done to, from 0; as random as the span. */
    int oneOf(int several) {
      return (int) (span.toMillis() % several);
    }
  }

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
