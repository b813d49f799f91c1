package io.leakwatch.pipeline.gaps;

import static io.leakwatch.pipeline.gaps.Pulse.MINUTE_MILLIS;

import io.leakwatch.detection.Condition;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.words.Figures;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is found in event time, in words and figures. */
final class Findings {

  /** From such a share on, a source is as good as not watched. */
  private static final double HALF = 0.5;

  private final GapOptions options;
  private final Blindness blindness;

  Findings(GapOptions options, Blindness blindness) {
    this.options = options;
    this.blindness = blindness;
  }

  Gap silent(EventKind kind, Past past, long minute, Map<String, Long> carried) {
    Blindness.Of blind = blindness.withoutTopic(kind.topic(), carried);
    return gap(
        Reason.SOURCE_SILENT,
        kind.topic(),
        past.last() + 1,
        minute,
        blind.blind().isEmpty() ? Severity.MEDIUM : Severity.HIGH,
        "No " + kind.topic(),
        "%s had no event in %d minutes in which other sources had %s; the longest such pause before was %d min."
            .formatted(
                kind.topic(), past.minutes(), counted(past.events()), past.pause().minutes()),
        blind,
        Condition.atLeast(
                "minutes without an event, while others had some",
                past.minutes(),
                options.minutes(GapOptions.SILENT_AFTER),
                "min")
            .setBy(GapOptions.SILENT_AFTER),
        times(past.minutes(), past.pause().minutes()),
        Condition.figure("events of others meanwhile", past.events(), "events"));
  }

  /** Nothing if no detector sees less without it. */
  Optional<Gap> gone(
      Field field, Past past, long minute, Map<String, Long> carried, long expected) {
    Blindness.Of blind = blindness.withoutField(field.path(), carried);
    if (blind.isNone()) {
      return Optional.empty();
    }
    return Optional.of(
        gap(
            Reason.FIELD_GONE,
            field.path(),
            past.last() + 1,
            minute,
            blind.blind().isEmpty() ? Severity.LOW : Severity.MEDIUM,
            "No %s in %s".formatted(field.avroName(), field.kind().topic()),
            "None of the last %d events of %s that could have it carries %s; the most in a row before were %d."
                .formatted(
                    past.events(), field.kind().topic(), field.what(), past.pause().events()),
            blind,
            Condition.atLeast(
                    "minutes with events that lack it",
                    past.minutes(),
                    options.minutes(GapOptions.FIELD_GONE_AFTER),
                    "min")
                .setBy(GapOptions.FIELD_GONE_AFTER),
            Condition.atLeast("events that lack it", past.events(), expected, "events"),
            times(past.minutes(), past.pause().minutes()),
            Condition.figure(
                "most events in a row that lacked it before", past.pause().events(), "events")));
  }

  private Condition times(long now, long before) {
    double times = options.get(GapOptions.TIMES_OWN_PAST);
    return Condition.atLeast(
            "minutes, against %s times the longest pause before".formatted(Figures.of(times)),
            (double) now,
            Math.ceil(times * before),
            "min")
        .setBy(GapOptions.TIMES_OWN_PAST);
  }

  Gap late(String source, long late, long received, long since, long minute) {
    return gap(
        Reason.LATE,
        source,
        since,
        minute,
        late >= HALF * received ? Severity.HIGH : Severity.MEDIUM,
        "%d of %d records of %s too late".formatted(late, received, source),
        "%d of %d records of %s within %d minutes came too late to be evaluated."
            .formatted(late, received, source, Shares.WINDOW_MINUTES),
        blindness.halfOf(source),
        share("late", late, received, GapOptions.MAX_LATE),
        records(received),
        Condition.figure("late records within 10 min", late, "records"));
  }

  Gap refused(
      String source,
      Map<String, Long> byReason,
      long refused,
      long received,
      long since,
      long minute) {
    String reasons =
        Figures.joined(
            byReason.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .toList());
    return gap(
        Reason.REFUSED,
        source,
        since,
        minute,
        refused >= HALF * received ? Severity.HIGH : Severity.MEDIUM,
        "%d of %d records of %s refused".formatted(refused, received, source),
        "%d of %d records of %s within %d minutes were refused: %s."
            .formatted(refused, received, source, Shares.WINDOW_MINUTES, reasons),
        blindness.halfOf(source),
        share("refused", refused, received, GapOptions.MAX_REFUSED),
        records(received),
        Condition.figure("refused records within 10 min", refused, "records"),
        Condition.fact("reasons", reasons, "any"));
  }

  Gap ahead(String source, long ahead, long since, long minute) {
    return gap(
        Reason.AHEAD_OF_TIME,
        source,
        since,
        minute,
        Severity.MEDIUM,
        "A clock ahead among the writers of " + source,
        "%s of %s within %d minutes claim to have happened after they arrived, and were refused."
            .formatted(Figures.counted(ahead, "record"), source, Shares.WINDOW_MINUTES),
        blindness.halfOf(source),
        Condition.atLeast(
                "records ahead of time within " + Shares.WINDOW_MINUTES + " min",
                ahead,
                options.get(GapOptions.MIN_AHEAD),
                "records")
            .setBy(GapOptions.MIN_AHEAD));
  }

  Gap stalled(String partition, long records, long minute) {
    String topic = partition.replaceFirst("-[0-9]+$", "");
    return gap(
        Reason.PARTITION_STALLED,
        partition,
        minute,
        minute,
        Severity.HIGH,
        "Partition %s not read".formatted(partition),
        "Partition %s does not move, though there are %d more records to read."
            .formatted(partition, records),
        blindness.halfOf(topic),
        Condition.atLeast("records that wait", records, 1, "records"));
  }

  Gap faulty(String detectorId, long faults, long minute) {
    return gap(
        Reason.DETECTOR_FAULT,
        detectorId,
        minute,
        minute,
        Severity.MEDIUM,
        detectorId + " fails",
        "The code of %s failed %s within a minute; what it failed on are dead letters."
            .formatted(detectorId, Figures.counted(faults, "time")),
        new Blindness.Of(List.of(), List.of(detectorId)),
        Condition.atLeast("faults within a minute", faults, 1, "faults"));
  }

  Gap notRemembered(long events, long minute) {
    return gap(
        Reason.MEMORY_FULL,
        Gap.JOB,
        minute,
        minute,
        Severity.HIGH,
        "No room to remember more",
        "%s within a minute of accounts, addresses or others that the job had no room to remember."
            .formatted(counted(events)),
        blindness.allHalf(),
        Condition.atLeast("events within a minute that were not remembered", events, 1, "events"));
  }

  Gap forgotten(long entities, long minute) {
    return gap(
        Reason.MEMORY_FULL,
        Gap.JOB,
        minute,
        minute,
        Severity.HIGH,
        "No room to remember more",
        String.format(
            Locale.ROOT,
            "%,d accounts, addresses or others that were seen seldom were forgotten within a"
                + " minute, to make room for new ones.",
            entities),
        blindness.allHalf(),
        Condition.atLeast("entities forgotten within a minute", entities, 1, "entities"));
  }

  Gap storm(String detectorId, long alerts, long minute) {
    return gap(
        Reason.ALERT_STORM,
        detectorId,
        minute,
        minute,
        Severity.HIGH,
        "A storm of alerts of " + detectorId,
        "%s raised %d new alerts within a minute. All of them were written, each about somebody else."
            .formatted(detectorId, alerts),
        new Blindness.Of(List.of(), List.of()),
        Condition.atLeast(
                "new alerts within a minute",
                alerts,
                options.get(GapOptions.MAX_ALERTS) + 1,
                "alerts")
            .setBy(GapOptions.MAX_ALERTS));
  }

  private Condition share(
      String what, long some, long all, io.leakwatch.detection.option.Option<Double> option) {
    return Condition.atLeast(
            "share of %s records within %d min".formatted(what, Shares.WINDOW_MINUTES),
            (double) some / all,
            options.get(option),
            "")
        .setBy(option);
  }

  private Condition records(long received) {
    return Condition.atLeast(
            "records within %d min".formatted(Shares.WINDOW_MINUTES),
            received,
            options.get(GapOptions.MIN_RECORDS),
            "records")
        .setBy(GapOptions.MIN_RECORDS);
  }

  /**
   * @param since the first minute of it
   * @param minute the last
   */
  private static Gap gap(
      Reason reason,
      String part,
      long since,
      long minute,
      Severity severity,
      String what,
      String detail,
      Blindness.Of blind,
      Condition... conditions) {
    return new Gap(
        reason,
        part,
        since * MINUTE_MILLIS,
        (minute + 1) * MINUTE_MILLIS,
        severity,
        what,
        detail,
        blind.blind(),
        blind.halfBlind(),
        List.of(conditions));
  }

  private static String counted(long events) {
    return String.format(Locale.ROOT, "%,d %s", events, events == 1 ? "event" : "events");
  }
}
