package io.leakwatch.workbench.demo;

import io.leakwatch.local.outcome.Summary;
import io.leakwatch.schemas.Alert;
import io.leakwatch.traffic.Label;
import java.time.Duration;
import java.util.List;

/**
 * What came of a demo that has begun to publish.
 *
 * @param published how many events the broker has
 * @param took how long publishing took, by the clock
 * @param latestAt event time of the latest event that was published, epoch milliseconds
 * @param behind how many events the job had yet to receive when publishing ended
 * @param isStopped whether somebody stopped it before its end
 * @param alerts each in its last revision, in the order in which they were raised
 * @param withoutLine how many of them had no line of their own
 * @param labels the attacks in all of the traffic, published or not
 */
record DemoOutcome(
    long published,
    Duration took,
    long latestAt,
    long behind,
    boolean isStopped,
    Summary summary,
    List<Alert> alerts,
    long withoutLine,
    List<Label> labels) {

  /** The attacks of which something was published. */
  List<Label> played() {
    return labels.stream().filter(label -> label.firstAt() <= latestAt).toList();
  }

  /** Whether all of an attack was published. */
  boolean isOver(Label label) {
    return label.lastAt() <= latestAt;
  }
}
