package io.leakwatch.workbench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that has to hold of a run.
 *
 * @param seen what was seen of it, with figures
 */
record Promise(String words, String seen, boolean holds) {

  private static final long LOOSE_MEGABYTES = 64;
  private static final double LOOSE_SHARE = 0.1;

  /**
   * All that a disturbed run has to keep.
   *
   * @param megabytes how much of the heap what is remembered may take
   * @param found the labels of the traffic that an undisturbed run finds
   */
  static List<Promise> of(SoakOutcome run, int megabytes, Set<String> found) {
    List<Promise> all = new ArrayList<>();
    all.add(
        new Promise(
            "received = evaluated + duplicates + late + dead letters",
            words(
                "%,d = %,d + %,d + %,d + %,d",
                run.count("received"),
                run.count("evaluated"),
                run.count("duplicates"),
                run.count("late"),
                run.count("dead_lettered")),
            run.isBalanced()));
    all.add(
        new Promise(
            "each record ends where it has to",
            words("%,d records, %,d of them garbage", run.records(), garbage(run)),
            run.isAsItHadToBe()));
    all.add(
        new Promise(
            "each record that is refused is a dead letter",
            words("%,d", run.deadLetters()),
            run.deadLetters() == run.count("dead_lettered") + run.count("detector_faults")));
    all.add(
        new Promise(
            "no detector fails",
            words("%,d faults", run.count("detector_faults")),
            run.count("detector_faults") == 0));
    all.add(
        new Promise(
            "nothing waits at the end",
            words("%,d of %,d watched", run.count("watched"), run.count("routed")),
            run.count("watched") == run.count("routed")));
    all.add(isFlat(run.levels()));
    all.add(isWithin(run, megabytes));
    all.add(isSaid(run));
    all.add(isFound(run, found));
    return all;
  }

  private static long garbage(SoakOutcome run) {
    return run.records() - run.plan().events() - run.plan().flood();
  }

  private static Promise isFlat(List<HeapLevel> levels) {
    int half = levels.size() / 2;
    long before = most(levels.subList(0, half));
    long after = most(levels.subList(half, levels.size()));
    return new Promise(
        "memory beside what is remembered is flat",
        words("at most %,d MB in the first half, %,d MB in the second", before, after),
        after <= before * (1 + LOOSE_SHARE) + LOOSE_MEGABYTES);
  }

  private static long most(List<HeapLevel> levels) {
    return levels.stream().mapToLong(HeapLevel::rest).max().orElse(0);
  }

  private static Promise isWithin(SoakOutcome run, int megabytes) {
    long most = run.levels().stream().mapToLong(HeapLevel::remembered).max().orElse(0) >> 20;
    return new Promise(
        "what is remembered keeps within its limit",
        words("at most %,d MB of %,d MB", most, megabytes),
        most <= megabytes * (1 + LOOSE_SHARE));
  }

  private static Promise isSaid(SoakOutcome run) {
    long overflow = run.count("forgotten_early") + run.count("not_remembered");
    boolean isRaised = run.gaps().contains("memory_full");
    return new Promise(
        "what has no room is counted, and raised as a coverage gap",
        words(
            "%,d forgotten early, %,d not remembered, %s",
            run.count("forgotten_early"),
            run.count("not_remembered"),
            isRaised ? "raised" : "not raised"),
        isRaised == overflow > 0);
  }

  private static Promise isFound(SoakOutcome run, Set<String> found) {
    Set<String> missed = new TreeSet<>(found);
    missed.removeAll(run.found());
    String names = missed.isEmpty() ? "" : ", not " + String.join(", ", missed);
    return new Promise(
        "attacks are found as without it",
        words("%,d of %,d%s", found.size() - missed.size(), found.size(), names),
        missed.isEmpty());
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
