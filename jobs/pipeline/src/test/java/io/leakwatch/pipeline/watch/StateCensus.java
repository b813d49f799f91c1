package io.leakwatch.pipeline.watch;

import io.leakwatch.schemas.SubjectType;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many entities are remembered, and in how many bytes: by kind, and by detector and kind. */
public final class StateCensus {

  private static final class Tally {

    private long count;
    private long bytes;
    private long largest;

    private void add(long more) {
      count++;
      bytes += more;
      largest = Math.max(largest, more);
    }

    private double average() {
      return count == 0 ? 0 : (double) bytes / count;
    }
  }

  private final Tally all = new Tally();
  private final Map<String, Tally> lines = new TreeMap<>();

  /** Notes an entity with all that is remembered of it. */
  void add(SubjectType type, long bytes) {
    all.add(bytes);
    line("all detectors, " + type).add(bytes);
  }

  /** Notes what one detector remembers of an entity; nothing if it remembers nothing. */
  void add(String detectorId, SubjectType type, long bytes) {
    if (bytes > 0) {
      line(detectorId + ", " + type).add(bytes);
    }
  }

  private Tally line(String name) {
    return lines.computeIfAbsent(name, n -> new Tally());
  }

  public long entities() {
    return all.count;
  }

  /** Bytes of an average entity; 0 where there is none. */
  public double average() {
    return all.average();
  }

  /** A line for each kind of entity, and for each detector and kind. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    lines.forEach(
        (name, tally) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%n%-38s %7d entities, %6.0f bytes each, %6d at most; %5.0f for each of all",
                    name,
                    tally.count,
                    tally.average(),
                    tally.largest,
                    all.count == 0 ? 0.0 : (double) tally.bytes / all.count)));
    return table.toString();
  }
}
