package io.leakwatch.pipeline.decode;

import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/**
 * Where events come from: the three topics, any of them alone, or files.
 *
 * @param all at least one
 */
public record Sources(List<Named> all) {

  /**
   * One source.
   *
   * @param name lower-case words joined by hyphens; part of the operators' uids
   * @param source what it reads, decoded
   * @param watermarks how far time has come in each of its partitions
   * @param parallelism how many subtasks read it; 0 for as many as the job has
   */
  public record Named(
      String name,
      Source<Arrival, ?, ?> source,
      WatermarkStrategy<Arrival> watermarks,
      int parallelism) {}

  public Sources {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a job without a source has nothing to watch");
    }
  }

  /** Whether events come as they happen, and never end. */
  public boolean areLive() {
    return all.stream()
        .anyMatch(each -> each.source().getBoundedness() == Boundedness.CONTINUOUS_UNBOUNDED);
  }
}
