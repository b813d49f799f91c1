package io.leakwatch.pipeline.gaps;

import io.leakwatch.pipeline.types.ChosenType;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.OutputTag;

/**
 * What one subtask counted since its last pulse.
 *
 * @param minute the minute of event time of its newest event, since 1970
 * @param written the newest timestamp of a record, epoch milliseconds; 0 for none
 * @param counts by name, see the methods below; what is 0 is left out
 */
public record Pulse(long minute, long written, Map<String, Long> counts) {

  static final ChosenType<Pulse> TYPE = ChosenType.derived(Pulse.class);

  /** Where an operator hands them on. */
  public static final OutputTag<Pulse> TAG = new OutputTag<>("pulses", TYPE);

  static final long MINUTE_MILLIS = 60_000;

  private static final String STALLED = "stalled ";
  private static final String FAULTS = "faults ";
  private static final String RAISED = "raised ";
  static final String NOT_REMEMBERED = "not remembered";
  static final String FORGOTTEN = "forgotten";

  public Pulse {
    counts = new HashMap<>(counts);
  }

  static long minuteOf(long millis) {
    return Math.floorDiv(millis, MINUTE_MILLIS);
  }

  /** Records that came in. */
  static String received(String source) {
    return source + ".received";
  }

  /** Events that came too late. */
  static String late(String source) {
    return source + ".late";
  }

  /** Records that were refused for a reason, as a dead letter words it. */
  static String refused(String source, String reason) {
    return source + ".refused." + reason;
  }

  /** Records that wait in a partition that does not move. */
  static String stalled(String partition) {
    return STALLED + partition;
  }

  /** How often a detector's own code failed. */
  static String faults(String detectorId) {
    return FAULTS + detectorId;
  }

  /** How many alerts a detector raised. */
  static String raised(String detectorId) {
    return RAISED + detectorId;
  }

  /** The partition that a count is about; null if it is about none. */
  static String stalledPartition(String name) {
    return name.startsWith(STALLED) ? name.substring(STALLED.length()) : null;
  }

  /** The detector whose faults a count is about; null if it is about none. */
  static String faultyDetector(String name) {
    return name.startsWith(FAULTS) ? name.substring(FAULTS.length()) : null;
  }

  /** The detector whose new alerts a count is about; null if it is about none. */
  static String raisingDetector(String name) {
    return name.startsWith(RAISED) ? name.substring(RAISED.length()) : null;
  }

  /**
   * Both together, at the later minute. What waits in a partition is seen by many, and not added.
   */
  Pulse and(Pulse other) {
    Map<String, Long> all = new HashMap<>(counts);
    other.counts.forEach(
        (name, count) -> all.merge(name, count, name.startsWith(STALLED) ? Math::max : Long::sum));
    return new Pulse(Math.max(minute, other.minute), Math.max(written, other.written), all);
  }

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
