package io.leakwatch.pipeline.gaps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the gaps that only the wall clock knows: a replay has none of them. */
final class LiveJudge {

  /** Reading may be late for so long, as after a restart, before it counts. */
  private static final long LATE_FOR_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Several subtasks read a source; one that is late says so at least so often. */
  private static final long SAYS_MILLIS = Duration.ofMinutes(2).toMillis();

  private static final int LEAST_INTERVALS = 3;
  private static final String RECEIVED = Pulse.received("");

  /** How late a source was read: from when to when, and by how much. */
  private record Behind(long since, long last, long millis) {}

  private final GapOptions options;
  private final LiveFindings findings;
  private final Judge judge;
  private final long checkpointIntervalMillis;
  private final Map<String, Behind> behind = new HashMap<>();
  private final Map<String, Long> heard = new HashMap<>();
  private final long startedAt;
  private long lastEvent;
  private long lastCheckpoint;

  /**
   * @param checkpointIntervalMillis not positive where there are no checkpoints
   * @param now epoch milliseconds
   */
  LiveJudge(
      GapOptions options,
      Blindness blindness,
      Judge judge,
      long checkpointIntervalMillis,
      long now) {
    this.options = options;
    this.findings = new LiveFindings(options, blindness);
    this.judge = judge;
    this.checkpointIntervalMillis = checkpointIntervalMillis;
    this.startedAt = now;
    this.lastEvent = now;
    this.lastCheckpoint = now;
  }

  void heard(Pulse pulse, long now) {
    if (pulse.written() == 0) {
      return; // it is about the job, and not from a source
    }
    lastEvent = now;
    long late = now - pulse.written();
    boolean isBehind = late >= options.get(GapOptions.MAX_BEHIND).toMillis();
    for (String name : pulse.counts().keySet()) {
      if (!name.endsWith(RECEIVED)) {
        continue;
      }
      String source = name.substring(0, name.length() - RECEIVED.length());
      heard.put(source, now);
      if (isBehind) {
        Behind before = behind.get(source);
        boolean goesOn = before != null && now - before.last() <= SAYS_MILLIS;
        behind.put(source, new Behind(goesOn ? before.since() : now, now, late));
      }
    }
  }

  /**
   * Whether a gap that was found in event time is one by the wall clock, too. A job that catches up
   * reads an hour in a second: a topic that comes back a moment after the others is not silent.
   */
  boolean believes(Gap gap, long now) {
    return gap.reason() != Reason.SOURCE_SILENT
        || now - heard.getOrDefault(gap.part(), startedAt) >= SAYS_MILLIS;
  }

  void checkpointCompleted(long now) {
    lastCheckpoint = now;
  }

  List<Gap> judge(long now) {
    List<Gap> gaps = new ArrayList<>();
    long minutes = Duration.ofMillis(now - lastEvent).toMinutes();
    if (minutes >= judge.limitOfAll()) {
      gaps.add(
          findings.allSilent(lastEvent, now, minutes, judge.limitOfAll(), judge.longestOfAll()));
    }
    behind.values().removeIf(each -> now - each.last() > SAYS_MILLIS);
    behind.forEach(
        (source, each) -> {
          if (each.last() - each.since() >= LATE_FOR_MILLIS) {
            gaps.add(findings.behind(source, each.since(), now, each.millis()));
          }
        });
    long limit =
        Math.max(
            options.get(GapOptions.NO_CHECKPOINT_FOR).toMillis(),
            LEAST_INTERVALS * checkpointIntervalMillis);
    if (checkpointIntervalMillis > 0 && now - lastCheckpoint >= limit) {
      gaps.add(findings.noCheckpoint(lastCheckpoint, now, limit));
    }
    return gaps;
  }
}
