package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.detection.words.Shown;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an alert says of a gap. */
final class GapWords {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String PAGE = "docs/coverage-gaps.md says more about this reason.";

  private GapWords() {}

  static String title(Gap gap, boolean isOver) {
    String when =
        isOver
            ? ", %s to %s UTC (%s)"
                .formatted(
                    moment(gap.since()),
                    moment(gap.until()),
                    Figures.of(Duration.ofMillis(gap.until() - gap.since())))
            : " since %s UTC".formatted(moment(gap.since()));
    return Shown.text(gap.what() + when + ": " + count(gap, isOver));
  }

  private static String count(Gap gap, boolean isOver) {
    List<String> parts = new ArrayList<>();
    if (!gap.blind().isEmpty()) {
      parts.add(Figures.counted(gap.blind().size(), "detector") + " blind");
    }
    if (!gap.halfBlind().isEmpty()) {
      parts.add(Figures.counted(gap.halfBlind().size(), "detector") + " half blind");
    }
    return parts.isEmpty()
        ? "no detector misses it"
        : String.join(", ", parts) + (isOver ? " meanwhile" : "");
  }

  static String summary(Gap gap, boolean isOver) {
    StringBuilder text = new StringBuilder(gap.detail());
    if (!gap.blind().isEmpty()) {
      text.append(isOver ? " Were blind: " : " Blind: ")
          .append(String.join(", ", gap.blind()))
          .append('.');
    }
    if (!gap.halfBlind().isEmpty()) {
      text.append(isOver ? " Were half blind: " : " Half blind: ")
          .append(String.join(", ", gap.halfBlind()))
          .append('.');
    }
    return Shown.text(text.toString());
  }

  private static String moment(long millis) {
    return MOMENT.format(Instant.ofEpochMilli(millis));
  }

  /** The next steps. */
  static List<String> remediation(Gap gap) {
    List<String> steps = new ArrayList<>(stepsOf(gap));
    steps.add(PAGE);
    return steps;
  }

  private static List<String> stepsOf(Gap gap) {
    return switch (gap.reason()) {
      case SOURCE_SILENT, ALL_SILENT ->
          List.of(
              "Check that producers write: look at the newest record of the topic, and at what"
                  + " changed in them when it began.",
              "If they write, check that the job may read it, and read its log for warnings of the"
                  + " source.",
              "Once events are back, replay those that were written meanwhile, if there are any.");
      case PARTITION_STALLED ->
          List.of(
              "Restart the job from its last checkpoint: it then reads on where the partition"
                  + " stopped, and loses nothing.",
              "If it happens again, set a longer time.idle-after (FLINK-40093).");
      case READING_BEHIND ->
          List.of(
              "If the job was down, wait: it catches up, and alerts carry the times of their"
                  + " events.",
              "If it falls further behind, raise job.parallelism, or give it more memory or"
                  + " cores.");
      case LATE ->
          List.of(
              "Find the producer that writes old events, or a partition that several producers with"
                  + " different delays write to.",
              "Raise time.lateness if such delays are ordinary. Replay the events to judge those"
                  + " that were late.");
      case REFUSED ->
          List.of(
              "Look at the dead letters since then: each says what is wrong and in which field.",
              "Repair the producer, or name its schemas in kafka.writer-schemas, and replay the"
                  + " records.");
      case AHEAD_OF_TIME ->
          List.of(
              "Look at the dead letters with the reason ahead-of-time: their keys and values show"
                  + " whose clock is wrong.",
              "Set that clock right, and replay those events with their times corrected.");
      case MEMORY_FULL ->
          List.of(
              "Check if somebody is making up accounts or addresses in order to fill it, and stop"
                  + " that at the door.",
              "If it is ordinary traffic, give the job more memory (memory.limit); or take a"
                  + " savepoint, set state.backend: rocksdb, and start the job from it.");
      case DETECTOR_FAULT ->
          List.of(
              "Report the fault, with the detail of the dead letter.",
              "Until it is repaired, look at those dead letters yourself: the detector has not"
                  + " judged them.");
      case NO_CHECKPOINT ->
          List.of(
              "Check that the place of the checkpoints (checkpoints.folder) has room and can be"
                  + " written to, and that Kafka answers.",
              "Read the job's log for checkpoints that failed or expired.",
              "No alert is lost: before Kafka gives up those that wait, the job begins again at its"
                  + " last checkpoint, and raises them again.");
      case ALERT_STORM ->
          List.of(
              "Look for what they have in common: ./leakwatch alerts --group-by incident, or the"
                  + " sources that they name.",
              "Do not stop at the first ones: a storm may be raised to hide one alert in it. Take"
                  + " the gravest first.",
              "If it is ordinary on your platform, raise that detector's thresholds, or"
                  + " gaps.max-alerts.");
      case FIELD_GONE ->
          List.of(
              "Ask the producers what changed when it began, and have them fill the field again.",
              "./leakwatch coverage shows what each detector sees without it.");
    };
  }
}
