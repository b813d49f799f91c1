package io.leakwatch.pipeline.decode;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * How far time has come in one partition, where nobody but the writers of its records vouches for
 * their times. Each writer has a clock of its own, and one of them may be wrong, so time is what
 * most of the last {@link #BULK} records say. An event further ahead of that than is allowed is a
 * suspect: it moves nothing until it is believed, and is refused if the bulk of the records after
 * it lie before it.
 *
 * <p>Time may also go on by itself. Where a partition was silent for a night and was watched
 * meanwhile, a record of the morning is no suspect: the jump is no longer than the wait.
 *
 * <p>It knows no wall clock. Not for use by several threads at once.
 */
public final class PartitionTime {

  /**
   * So many records decide. Producers send in batches, of 16 KB by default, which is up to 300
   * compressed records: one batch with a wrong clock must be less than half of what decides.
   */
  public static final int BULK = 701;

  /** While there is a doubt, the middle is looked for again every so many records. */
  private static final int LOOK_EVERY = 32;

  private static final long NEVER = Long.MIN_VALUE;

  /** Whether an event's time is believed. */
  public enum Verdict {
    OPEN,
    BELIEVED,
    /** The bulk of the records after it lie before it. */
    REFUTED
  }

  /** An event that jumps ahead. */
  public static final class Suspect {
    private final long number;
    private final long at;
    private final long readAt;
    private Verdict verdict = Verdict.OPEN;
    private long measuredAgainst;

    private Suspect(long number, long at, long readAt) {
      this.number = number;
      this.at = at;
      this.readAt = readAt;
    }

    public Verdict verdict() {
      return verdict;
    }

    /** Once it is refuted: what most records said, epoch milliseconds. */
    public long measuredAgainst() {
      return measuredAgainst;
    }
  }

  private final long maxAheadMillis;
  private final long[] times;
  private final long[] readAt;
  private final long[] sorted;
  private final ArrayDeque<Suspect> suspects = new ArrayDeque<>();

  private LongSupplier clock = () -> 0;

  /** Milliseconds since the first record was read, as of the last look at the clock. */
  private long now;

  private long count;
  private boolean isStarted;
  private long middle = NEVER;
  private long lookedAt;
  private long newest = NEVER;
  private long known = NEVER;
  private long oldestFresh = Long.MAX_VALUE;
  private int decisions;

  /**
   * @param maxAheadMillis how far an event may be ahead of the others
   */
  public PartitionTime(long maxAheadMillis) {
    this(maxAheadMillis, BULK);
  }

  PartitionTime(long maxAheadMillis, int bulk) {
    this.maxAheadMillis = maxAheadMillis;
    times = new long[bulk];
    readAt = new long[bulk];
    sorted = new long[bulk];
  }

  /**
   * Measures waits from now on.
   *
   * @param millis of any origin; stands still while the partition is not being read
   */
  public void measureBy(LongSupplier millis) {
    long start = millis.getAsLong() - now;
    clock = () -> millis.getAsLong() - start;
  }

  /**
   * The newest event that is believed, of those that were read here, in epoch milliseconds; {@code
   * Long.MIN_VALUE} for none.
   */
  public long newest() {
    return newest;
  }

  /** The newest event that is believed, also of those that an earlier run has read. */
  public long newestEver() {
    return Math.max(newest, known);
  }

  /** Goes on where an earlier run had come to; only lateness is measured against that. */
  public void goOnFrom(long newestOfEarlierRun) {
    known = Math.max(known, newestOfEarlierRun);
  }

  private void believe(long at) {
    newest = Math.max(newest, at);
    oldestFresh = Math.min(oldestFresh, at);
  }

  /**
   * The oldest event that was believed since this was asked last, epoch milliseconds; {@code
   * Long.MAX_VALUE} for none.
   */
  public long takeOldestFresh() {
    long oldest = oldestFresh;
    oldestFresh = Long.MAX_VALUE;
    return oldest;
  }

  /** Takes an event that somebody vouches for: a broker's clock, or a file that is in order. */
  public void trust(long at) {
    believe(at);
  }

  /**
   * Takes an event.
   *
   * @return null if it is believed at once
   */
  public Suspect judge(long at) {
    int slot = (int) (count % times.length);
    times[slot] = at;
    readAt[slot] = now;
    count++;
    if (isStarted && isInLine(at)) {
      believe(at);
      lookAgain();
      return null;
    }
    Suspect suspect = new Suspect(count - 1, at, now);
    suspects.add(suspect);
    lookAgain();
    return suspect;
  }

  private boolean isInLine(long at) {
    if (at - maxAheadMillis <= middle) {
      return true;
    }
    if (suspects.isEmpty()) {
      findMiddle();
    }
    now = clock.getAsLong();
    return at - maxAheadMillis - waited() <= middle;
  }

  /** How long ago the record was read that came in the middle of the last ones. */
  private long waited() {
    long back = Math.min(count, times.length) / 2;
    return now - readAt[(int) ((count - 1 - back) % times.length)];
  }

  private void findMiddle() {
    int filled = (int) Math.min(count, times.length);
    System.arraycopy(times, 0, sorted, 0, filled);
    Arrays.sort(sorted, 0, filled);
    middle = sorted[(filled - 1) / 2];
    lookedAt = count;
  }

  private void lookAgain() {
    boolean isFirst = !isStarted && count == times.length;
    boolean isDue = isStarted && !suspects.isEmpty() && count - lookedAt >= LOOK_EVERY;
    if (!isFirst && !isDue) {
      return;
    }
    isStarted = true;
    findMiddle();
    suspects.removeIf(this::isDecided);
  }

  private boolean isDecided(Suspect suspect) {
    if (suspect.at - maxAheadMillis <= middle) {
      decide(suspect, Verdict.BELIEVED);
    } else if (count - suspect.number >= times.length) {
      decide(suspect, Verdict.REFUTED);
    }
    return suspect.verdict != Verdict.OPEN;
  }

  private void decide(Suspect suspect, Verdict verdict) {
    suspect.verdict = verdict;
    suspect.measuredAgainst = middle;
    if (verdict == Verdict.BELIEVED) {
      believe(suspect.at);
    }
    decisions++;
  }

  /**
   * Decides about suspects after which not enough records have come for so long, by those that
   * have. To be asked now and then.
   *
   * @param patienceMillis for a partition of which enough was read to know its time
   * @param patienceAtStartMillis for all others
   */
  public void decideAfter(long patienceMillis, long patienceAtStartMillis) {
    now = clock.getAsLong();
    if (suspects.isEmpty()) {
      return;
    }
    long patience = isStarted ? patienceMillis : patienceAtStartMillis;
    if (now - suspects.getFirst().readAt < patience) {
      return;
    }
    isStarted = true;
    findMiddle();
    while (!suspects.isEmpty() && now - suspects.getFirst().readAt >= patience) {
      Suspect suspect = suspects.removeFirst();
      boolean isBorneOut = suspect.at - maxAheadMillis <= middle || mostSince(suspect);
      decide(suspect, isBorneOut ? Verdict.BELIEVED : Verdict.REFUTED);
    }
  }

  /** Whether most records from a suspect on, itself among them, are as late as it is. */
  private boolean mostSince(Suspect suspect) {
    long first = Math.max(suspect.number, count - times.length);
    int asLate = 0;
    for (long number = first; number < count; number++) {
      if (times[(int) (number % times.length)] >= suspect.at - maxAheadMillis) {
        asLate++;
      }
    }
    return 2L * asLate > count - first;
  }

  /** How far an event may be ahead of the others, in milliseconds. */
  public long maxAheadMillis() {
    return maxAheadMillis;
  }

  /** Goes up with every decision about a suspect. */
  public int decisions() {
    return decisions;
  }

  /**
   * Whether an event lies further behind than is allowed: behind the newest one that is believed,
   * unless most of the last records do not bear that one out.
   */
  public boolean isLate(long at, long latenessMillis) {
    long latest = newestEver();
    if (latest == NEVER || at >= latest - latenessMillis) {
      return false;
    }
    if (middle == NEVER) {
      return true;
    }
    if (latest - maxAheadMillis > middle) {
      findMiddle();
    }
    long borneOut = Math.min(latest, middle + maxAheadMillis + waited());
    return at < borneOut - latenessMillis;
  }
}
