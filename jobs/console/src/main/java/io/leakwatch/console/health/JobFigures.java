package io.leakwatch.console.health;

import io.leakwatch.pipeline.metrics.JobMetric;
import java.util.List;

/** Where the job's figures come from. */
@FunctionalInterface
public interface JobFigures {

  /** Counts of what happened, and what lies about now: those of all subtasks together. */
  List<JobMetric> SUMS =
      List.of(
          JobMetric.RECEIVED,
          JobMetric.EVALUATED,
          JobMetric.DUPLICATES,
          JobMetric.LATE,
          JobMetric.DEAD_LETTERED,
          JobMetric.RECORDS_LAG,
          JobMetric.STALLED_PARTITIONS,
          JobMetric.NOT_REMEMBERED,
          JobMetric.FORGOTTEN_EARLY,
          JobMetric.DETECTOR_FAULTS,
          JobMetric.OPEN_GAPS,
          JobMetric.BLIND_DETECTORS,
          JobMetric.ALERTS_SUPPRESSED,
          JobMetric.ALERTS_BELOW_FLOOR,
          JobMetric.ALERTS_SWITCHED_OFF);

  /** Ages: that of the worst. */
  List<JobMetric> WORST = List.of(JobMetric.EVENT_TIME_LAG_MS, JobMetric.CHECKPOINT_AGE_MS);

  /** As they are now, or were some seconds ago. May take some seconds where the job hangs. */
  JobHealth now();
}
