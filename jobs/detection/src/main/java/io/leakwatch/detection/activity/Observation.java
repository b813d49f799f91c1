package io.leakwatch.detection.activity;

/**
 * One activity, seen from one of the entities that some detector counts it for. This is what
 * crosses the one shuffle of the job.
 */
public record Observation(Entity entity, Activity activity) {

  /** When it happened, in epoch milliseconds. */
  public long at() {
    return activity.at();
  }
}
