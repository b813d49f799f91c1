package io.leakwatch.pipeline;

import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.needs.Field;
import io.leakwatch.detection.needs.Occurrence;
import io.leakwatch.detection.needs.Tallies;
import io.leakwatch.detection.needs.Trait;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.pipeline.admit.Activities;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertActivity;
import io.leakwatch.schemas.Operation;
import io.leakwatch.schemas.ResourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A case as it is, and as it would be if a platform left something out. All run in one job, one
 * after the other, so far apart that everything is forgotten between them.
 */
final class BlankedCase {

  /** Whole weeks, because hours of the week matter. */
  private static final long WEEK = Duration.ofDays(7).toMillis();

  /** Ids of alerts, and times: they are others in each copy. */
  private static final Pattern OF_ONE_COPY =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

  /** By then every alert is closed. */
  private static final long ALL_OVER = Duration.ofDays(40).toMillis();

  private static final String LAST_TIME = "2099-12-01T00:00:00Z";

  /**
   * What was raised.
   *
   * @param subjects about whom, and how severe it got
   * @param shown every revision, with what it rests on
   */
  record Outcome(Map<String, String> subjects, List<String> shown) {

    /** Whether anything is raised, and how severe it gets, whatever it is called. */
    List<String> severities() {
      return subjects.values().stream().sorted().toList();
    }

    boolean raises() {
      return !subjects.isEmpty();
    }
  }

  private final RoomCase one;
  private final DetectorType type;
  private final long apart;

  /**
   * @param forgetsAfter the longest promise of the room and those beside it
   */
  BlankedCase(RoomCase one, DetectorType type, Duration forgetsAfter) {
    this.one = one;
    this.type = type;
    long last = one.events().get(one.events().size() - 1).at();
    long least = last - CaseLines.BEGIN + forgetsAfter.toMillis() + ALL_OVER;
    this.apart = (least / WEEK + 1) * WEEK;
  }

  /** What some event of the case has. */
  static List<Trait> traits(List<CaseEvent> events) {
    return Stream.<Trait>concat(Stream.of(Field.values()), Stream.of(Occurrence.values()))
        .filter(trait -> events.stream().anyMatch(each -> has(each, trait)))
        .toList();
  }

  private static boolean has(CaseEvent event, Trait trait) {
    if (!(trait instanceof Field field)) {
      return isOf(event, trait);
    }
    Schema schema = event.event().getSchema();
    Schema.Field filled = schema.getField(field.avroName());
    return schema.equals(field.kind().schema())
        && !Objects.equals(event.event().get(filled.pos()), blank(field, filled));
  }

  /**
   * What is raised without each of these, by what is left out.
   *
   * @throws IllegalStateException if the first of them, run once more as the last, raises something
   *     else: then copies are not independent of each other
   */
  Map<Set<Trait>, Outcome> outcomes(List<Set<Trait>> leftOut, LocalFlinkJobs flink)
      throws Exception {
    List<CaseEvent> all = new ArrayList<>();
    List<Set<Trait>> copies = new ArrayList<>(leftOut);
    copies.add(leftOut.get(0));
    for (int i = 0; i < copies.size(); i++) {
      for (CaseEvent each : one.events()) {
        if (copies.get(i).stream().noneMatch(trait -> isOf(each, trait))) {
          all.add(moved(each, copies.get(i), i * apart, i));
        }
      }
    }
    all.add(CaseLines.uneventful(CaseLines.BEGIN + copies.size() * apart));
    if (all.get(all.size() - 1).at() > Instant.parse(LAST_TIME).toEpochMilli()) {
      throw new IllegalArgumentException("case '" + one.name() + "': it takes too long");
    }
    LocalFlinkJobs.Output output =
        flink.run(all, new JobOptions(Settings.defaults(JobOptions.ALL), one.armedTogether(type)));
    Map<Set<Trait>, Outcome> outcomes = new LinkedHashMap<>();
    for (int i = 0; i < leftOut.size(); i++) {
      outcomes.put(leftOut.get(i), outcome(output.alerts(), i));
    }
    Outcome last = outcome(output.alerts(), leftOut.size());
    if (!last.equals(outcomes.get(leftOut.get(0)))) {
      throw new IllegalStateException(
          "case '%s': what its first copy raises is not what its last does: %s, %s"
              .formatted(one.name(), outcomes.get(leftOut.get(0)).shown(), last.shown()));
    }
    return outcomes;
  }

  private static boolean isOf(CaseEvent event, Trait trait) {
    if (!(trait instanceof Occurrence)) {
      return false;
    }
    Tallies tallies = new Tallies();
    tallies.add(new Activities(null).of(event.event()), event.event());
    return tallies.count(trait) > 0;
  }

  private static CaseEvent moved(CaseEvent event, Set<Trait> without, long later, int copy) {
    SpecificRecord moved = SpecificData.get().deepCopy(event.event().getSchema(), event.event());
    for (Schema.Field field : moved.getSchema().getFields()) {
      if (moved.get(field.pos()) instanceof Instant time) {
        moved.put(field.pos(), time.plusMillis(later));
      }
      if (field.name().equals("event_id")) {
        moved.put(field.pos(), copy + "-" + moved.get(field.pos()));
      }
    }
    for (Trait each : without) {
      if (each instanceof Field field && moved.getSchema().equals(field.kind().schema())) {
        Schema.Field blank = moved.getSchema().getField(field.avroName());
        moved.put(blank.pos(), blank(field, blank));
      }
    }
    return new CaseEvent(event.at() + later, moved, event.expected());
  }

  private static Object blank(Field field, Schema.Field blank) {
    return switch (field) {
      case API_STATUS -> 200;
      case API_OPERATION -> Operation.OTHER;
      case API_RESOURCE -> ResourceKind.OTHER;
      default -> SpecificData.get().getDefaultValue(blank);
    };
  }

  private Outcome outcome(List<Alert> alerts, int copy) {
    List<Alert> own =
        alerts.stream()
            .filter(alert -> alert.getDetectorId().equals(type.id()))
            .filter(alert -> alert.getActivity() != AlertActivity.CLOSE)
            .filter(alert -> since(alert.getRaisedAt()) / apart == copy)
            .sorted(Comparator.comparing(Alert::getRaisedAt).thenComparing(Alert::getRevision))
            .toList();
    Map<String, String> subjects = new TreeMap<>();
    List<String> shown = new ArrayList<>();
    for (Alert alert : own) {
      String subject = alert.getSubject().getType() + " " + alert.getSubject().getId();
      subjects.put(subject, alert.getSeverity().name());
      shown.add(
          "%d %s %s %d %s"
              .formatted(
                  since(alert.getRaisedAt()) % apart,
                  subject,
                  alert.getSeverity(),
                  alert.getConfidence(),
                  OF_ONE_COPY.matcher(alert.getEvidence().toString()).replaceAll("…")));
    }
    return new Outcome(subjects, shown);
  }

  private static long since(Instant time) {
    return time.toEpochMilli() - CaseLines.BEGIN;
  }
}
