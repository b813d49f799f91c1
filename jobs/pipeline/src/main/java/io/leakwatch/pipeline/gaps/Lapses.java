package io.leakwatch.pipeline.gaps;

import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.schemas.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Counts what a step of the job could not do. The first of its kind within a minute of event time
 * is said at once, and the others with the next first one: dead letters may come in floods.
 */
final class Lapses extends RichFlatMapFunction<DeadLetter, Pulse> {

  private transient Map<String, Long> counts;
  private transient Map<String, Long> saidAt;

  @Override
  public void open(org.apache.flink.api.common.functions.OpenContext context) {
    counts = new HashMap<>();
    saidAt = new HashMap<>();
  }

  @Override
  public void flatMap(DeadLetter letter, Collector<Pulse> out) {
    String name = nameOf(letter);
    if (name == null) {
      return;
    }
    counts.merge(name, 1L, Long::sum);
    long minute = Pulse.minuteOf(letter.getFailedAt().toEpochMilli());
    if (minute > saidAt.getOrDefault(name, Long.MIN_VALUE)) {
      saidAt.put(name, minute);
      out.collect(new Pulse(minute, 0, Map.of(name, counts.remove(name))));
    }
  }

  private static String nameOf(DeadLetter letter) {
    if (letter.getReason().equals(DeadLetterReason.MEMORY_FULL.word())) {
      return Pulse.NOT_REMEMBERED;
    }
    if (letter.getReason().equals(DeadLetterReason.DETECTOR_FAULT.word())) {
      return Pulse.faults(letter.getDetail().split(":", 2)[0]);
    }
    return null;
  }
}
