package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.pipeline.LocalFlinkJobs.Output;
import java.util.HashMap;
import java.util.Map;

/**
 * What the cases of a room put out, each run once: a case that is like another one is compared with
 * that, and so is every further one.
 */
final class CaseOutcomes {

  /** The same events with the same settings. */
  private record Run(String eventsOf, boolean toTheEnd, Map<String, Object> settings) {}

  private final DetectorType type;
  private final LocalFlinkJobs flink;
  private final Map<Run, Output> known = new HashMap<>();

  CaseOutcomes(DetectorType type, LocalFlinkJobs flink) {
    this.type = type;
    this.flink = flink;
  }

  DetectorType type() {
    return type;
  }

  /**
   * What comes out of the whole job.
   *
   * @throws IllegalArgumentException if a setting of the case is wrong
   */
  Output of(RoomCase one) throws Exception {
    Run run = new Run(one.eventsOf(), !one.ends().isEmpty(), one.settings());
    Output output = known.get(run);
    if (output == null) {
      output =
          flink.run(
              one.eventsToTheEnd(),
              new JobOptions(Settings.defaults(JobOptions.ALL), one.armedTogether(type)));
      known.put(run, output);
    }
    return output;
  }
}
