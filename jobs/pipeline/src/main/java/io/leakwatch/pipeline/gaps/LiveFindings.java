package io.leakwatch.pipeline.gaps;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import java.util.List;

/** What is found by the wall clock, in words and figures. All times are epoch milliseconds. */
final class LiveFindings {

  private final GapOptions options;
  private final Blindness blindness;

  LiveFindings(GapOptions options, Blindness blindness) {
    this.options = options;
    this.blindness = blindness;
  }

  Gap allSilent(long since, long now, long minutes, long limit, long longest) {
    return new Gap(
        Reason.ALL_SILENT,
        Gap.JOB,
        since,
        now,
        Severity.HIGH,
        "No events at all",
        "No source has had an event for %s; the longest time without any before was %d min."
            .formatted(Figures.of(Duration.ofMinutes(minutes)), longest),
        blindness.all().blind(),
        List.of(),
        List.of(
            Condition.atLeast("minutes without any event", minutes, limit, "min")
                .setBy(GapOptions.SILENT_AFTER)));
  }

  Gap behind(String source, long since, long now, long behindMillis) {
    Blindness.Of blind = blindness.halfOf(source);
    return new Gap(
        Reason.READING_BEHIND,
        source,
        since,
        now,
        Severity.MEDIUM,
        source + " read late",
        "What is read of %s was written %s ago, so alerts come that much later."
            .formatted(source, Figures.of(Duration.ofMillis(behindMillis))),
        blind.blind(),
        blind.halfBlind(),
        List.of(
            Condition.atLeast(
                    "age of what is read",
                    Duration.ofMillis(behindMillis).toMinutes(),
                    options.minutes(GapOptions.MAX_BEHIND),
                    "min")
                .setBy(GapOptions.MAX_BEHIND)));
  }

  Gap noCheckpoint(long since, long now, long limitMillis) {
    Duration lasted = Duration.ofMillis(now - since);
    return new Gap(
        Reason.NO_CHECKPOINT,
        Gap.JOB,
        since,
        now,
        Severity.HIGH,
        "No checkpoint completed",
        ("No checkpoint has been completed for %s. With exactly-once delivery no alert of that time"
                + " can be read until one is.")
            .formatted(Figures.of(lasted)),
        blindness.all().blind(),
        List.of(),
        List.of(
            Condition.atLeast(
                    "time without a completed checkpoint",
                    lasted.toSeconds(),
                    limitMillis / 1000,
                    "s")
                .setBy(GapOptions.NO_CHECKPOINT_FOR)));
  }
}
