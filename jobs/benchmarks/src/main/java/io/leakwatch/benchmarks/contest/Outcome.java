package io.leakwatch.benchmarks.contest;

import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.util.List;

/**
 * What came of a run.
 *
 * @param events how many were taken
 * @param nanos from the first event taken to the last one done with, in nanoseconds
 * @param alerts what was raised, one for each story; empty for a contestant that only reads
 */
public record Outcome(long events, long nanos, List<RaisedAlert> alerts) {

  public Outcome {
    alerts = List.copyOf(alerts);
  }
}
