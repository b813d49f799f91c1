package io.leakwatch.pipeline.watch;

import io.leakwatch.detection.Match;
import io.leakwatch.detection.Signal;
import io.leakwatch.detection.activity.Entity;
import io.leakwatch.detection.activity.Observation;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.pipeline.decode.DeadLetterReason;
import io.leakwatch.pipeline.decode.DeadLetters;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.schemas.DeadLetter;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of that on which a detector's own code fails. It is a dead letter and a count, and
 * all else goes on: a job that died of it would meet it again after each restart. It was evaluated
 * by all other detectors, so it does not count among the events that were dead letters on arrival.
 */
public final class DetectorFaults {

  private static final Logger LOG = LoggerFactory.getLogger(DetectorFaults.class);

  private final String step;
  private final Counter count;
  private final Counter deadLetters;
  private final Set<String> logged = new HashSet<>();

  /**
   * @param step the step of the job in which the detectors are called
   * @param metrics of its operator; the faults are counted there
   */
  public DetectorFaults(String step, MetricGroup metrics) {
    this.step = step;
    this.count = JobMetric.DETECTOR_FAULTS.counter(metrics);
    this.deadLetters =
        JobMetric.DEAD_LETTERS.counter(metrics, DeadLetterReason.DETECTOR_FAULT.word());
  }

  /** A sensor failed on an observation. */
  DeadLetter ofSensor(String detectorId, Observation observation, RuntimeException fault) {
    return failed(
        detectorId,
        "its sensor failed on event %s of %s"
            .formatted(observation.activity().eventId(), observation.entity()),
        observation.at(),
        observation.activity().toString(),
        fault);
  }

  /** A sensor failed to report what went on. */
  DeadLetter ofReport(String detectorId, Entity entity, long at, RuntimeException fault) {
    return failed(detectorId, "it failed to report on " + entity, at, entity.toString(), fault);
  }

  /** It failed to judge a signal by the answers to it. */
  public DeadLetter ofAnswers(Signal signal, RuntimeException fault) {
    return failed(
        signal.detectorId(),
        "it failed to judge the answers to its signal about %s, of events %s"
            .formatted(signal.subject(), signal.eventIds()),
        signal.at(),
        signal.toString(),
        fault);
  }

  /** It failed to put a match into words, so no alert was raised or updated. */
  public DeadLetter ofWords(Match match, RuntimeException fault) {
    return failed(
        match.detectorId(),
        "it failed to put an alert about %s into words, of events %s"
            .formatted(match.subject(), match.last().eventIds()),
        match.at(),
        match.toString(),
        fault);
  }

  /**
   * A log is read on terminals, line by line, and a message may quote what an attacker has sent.
   */
  private static Throwable shown(Throwable fault) {
    Throwable cause = fault.getCause() == null ? null : shown(fault.getCause());
    Throwable shown = new IllegalStateException(Shown.text(fault.toString()), cause);
    shown.setStackTrace(fault.getStackTrace());
    return shown;
  }

  private DeadLetter failed(
      String detectorId, String what, long at, String value, RuntimeException fault) {
    count.inc();
    deadLetters.inc();
    if (logged.add(detectorId + " " + fault.getClass().getName())) {
      LOG.error(
          "{}: {}. A dead letter was written, and all other detectors go on. Further faults of this"
              + " kind are counted in detector_faults, but not logged. Please report this fault.",
          detectorId,
          Shown.text(what),
          shown(fault));
    }
    return DeadLetters.ofStep(
        step,
        DeadLetterReason.DETECTOR_FAULT,
        "%s: %s: %s".formatted(detectorId, what, fault),
        value,
        at);
  }
}
