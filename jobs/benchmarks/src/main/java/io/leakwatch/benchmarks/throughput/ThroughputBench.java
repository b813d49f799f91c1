package io.leakwatch.benchmarks.throughput;

import io.leakwatch.benchmarks.contest.ChildJvm;
import io.leakwatch.benchmarks.grounds.Ground;
import io.leakwatch.benchmarks.grounds.Grounds;
import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Measures contestants in rounds, one after the other in each. One that fails does not take the
 * figures of the others with it.
 */
public final class ThroughputBench {

  private final Grounds grounds;
  private final Standings standings;
  private final Function<Ground, ChildJvm> jvms;
  private final Consumer<String> out;
  private int failed;
  private boolean isReported;

  /**
   * @param jvms what a contestant on some ground runs in
   * @param out takes lines for people
   */
  public ThroughputBench(
      Grounds grounds, Standings standings, Function<Ground, ChildJvm> jvms, Consumer<String> out) {
    this.grounds = grounds;
    this.standings = standings;
    this.jvms = jvms;
    this.out = out;
  }

  /** Measures, and says so after each run. */
  public void run(int rounds, List<String> contestants) throws Exception {
    for (int round = 1; round <= rounds; round++) {
      for (String name : contestants) {
        if (isReported()) {
          return;
        }
        try {
          add(round, name, measured(name));
        } catch (CommandFault fault) {
          fail(round, fault);
        }
      }
    }
  }

  private ContestantJvm.Measurement measured(String name) throws Exception {
    Ground ground = Contestants.groundOf(name);
    return new ContestantJvm(jvms.apply(ground))
        .run(new ContestantProcess.Task(name, grounds.warmUp(ground), grounds.measured(ground)));
  }

  private synchronized void add(int round, String name, ContestantJvm.Measurement run) {
    if (!isReported) {
      standings.add(name, grounds.labels(Contestants.groundOf(name)), run);
      say(round, standings.latest(name));
    }
  }

  private synchronized void fail(int round, CommandFault fault) {
    if (!isReported) {
      failed++;
      say(round, fault.getMessage());
    }
  }

  private void say(int round, String what) {
    out.accept(String.format(Locale.ROOT, "round %d  %s", round, what));
  }

  /**
   * Says how the contestants compare by what was measured so far; the last word.
   *
   * @param json takes the same; null for none
   */
  public synchronized void report(Path json) throws IOException {
    isReported = true;
    standings.lines().forEach(out);
    if (json != null) {
      standings.write(json);
    }
  }

  /** Whether the last word is said: what ends afterwards has most likely ended with this JVM. */
  private synchronized boolean isReported() {
    return isReported;
  }

  /** How many runs have failed. */
  public synchronized int failed() {
    return failed;
  }
}
