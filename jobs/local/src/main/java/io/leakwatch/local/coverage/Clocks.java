package io.leakwatch.local.coverage;

import io.leakwatch.detection.words.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the times of events are from when they are known to have been there: on a topic from the
 * time of its record, in a file from when the file was last written. Zones lie quarters of an hour
 * apart, so times in local time that are called UTC are off by that.
 */
public final class Clocks {

  private static final long QUARTER = Duration.ofMinutes(15).toMillis();
  private static final long FARTHEST_ZONE = Duration.ofHours(14).toMillis();

  /** What clocks and transport may be off by. */
  private static final long SLACK = Duration.ofMinutes(5).toMillis();

  private static final long FEWEST = 20;
  private static final double MOST = 0.8;

  private static final class Offsets {
    private final Map<Long, Long> byQuarters = new TreeMap<>();
    private long all;
    private long ahead;
    private long farthestAhead;
  }

  private final Map<String, Offsets> topics = new TreeMap<>();
  private final Map<String, Offsets> files = new TreeMap<>();

  /**
   * An event of a topic.
   *
   * @param at when it is said to have happened, epoch milliseconds
   * @param recordTime its record's own timestamp, epoch milliseconds
   */
  public void addOfTopic(String topic, long at, long recordTime) {
    Offsets offsets = topics.computeIfAbsent(topic, name -> new Offsets());
    offsets.all++;
    long offset = at - recordTime;
    if (Math.abs(offset) <= FARTHEST_ZONE) {
      long quarters = Math.round((double) offset / QUARTER);
      if (Math.abs(offset - quarters * QUARTER) <= SLACK) {
        offsets.byQuarters.merge(quarters, 1L, Long::sum);
      }
    }
  }

  /**
   * An event of a file.
   *
   * @param lastWritten when the file was last written, epoch milliseconds
   */
  public void addOfFile(String file, long at, long lastWritten) {
    Offsets offsets = files.computeIfAbsent(file, name -> new Offsets());
    offsets.all++;
    if (at > lastWritten + SLACK) {
      offsets.ahead++;
      offsets.farthestAhead = Math.max(offsets.farthestAhead, at - lastWritten);
    }
  }

  /** What is odd about them, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    topics.forEach((topic, offsets) -> ofTopic(topic, offsets, lines));
    files.forEach(
        (file, offsets) -> {
          if (offsets.ahead > 0) {
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d events are later than the file itself, by up to %s; is it local"
                        + " time that is called UTC?",
                    file,
                    offsets.ahead,
                    offsets.all,
                    Figures.of(Duration.ofMillis(offsets.farthestAhead))));
          }
        });
    return lines;
  }

  private static void ofTopic(String topic, Offsets offsets, List<String> lines) {
    offsets.byQuarters.forEach(
        (quarters, count) -> {
          if (quarters != 0 && offsets.all >= FEWEST && count >= MOST * offsets.all) {
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d events are %s %s their records; is it local time that is called"
                        + " UTC?",
                    topic,
                    count,
                    offsets.all,
                    Figures.of(Duration.ofMillis(Math.abs(quarters) * QUARTER)),
                    quarters > 0 ? "ahead of" : "behind"));
          }
        });
  }
}
