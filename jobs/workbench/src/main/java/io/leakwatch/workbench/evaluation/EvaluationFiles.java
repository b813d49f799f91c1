package io.leakwatch.workbench.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.detection.words.Shown;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.files.Line;
import io.leakwatch.local.files.LineReader;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.terminal.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads labels and alerts. Only the fields an evaluation needs must be there, so that what other
 * programs have cut down is read too; a line that cannot be read fails it all, since figures over
 * part of a file would look like figures over the whole.
 */
public final class EvaluationFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EvaluationFiles() {}

  /**
   * The labels in a file of JSON lines.
   *
   * @throws CommandFault when the file is not there, a line is not a label, or no alert could mean
   *     a label because there is no such detector
   */
  public static List<Label> labels(Path file) {
    List<Numbered<Label>> labels = read(file, EvaluationFiles::label);
    KnownDetectors.require(file, labels);
    return values(labels);
  }

  /**
   * The alerts of a run, each in its last revision, in the order of their first appearance.
   *
   * @param run a folder that holds {@code alerts.jsonl}, or such a file itself
   * @throws CommandFault when it is not there or a line is not an alert
   */
  public static Collection<RaisedAlert> alerts(Path run) {
    Map<String, RaisedAlert> latest = new LinkedHashMap<>();
    for (RaisedAlert alert : values(read(alertsFile(run), EvaluationFiles::alert))) {
      latest.merge(
          alert.alertId(), alert, (one, other) -> other.revision() < one.revision() ? one : other);
    }
    return latest.values();
  }

  /**
   * The alerts of a run with all that they say, each in its last revision, by id in the order of
   * their first appearance.
   *
   * @param run a folder that holds {@code alerts.jsonl}, or such a file itself
   * @throws CommandFault when it is not there or a line is not an alert
   */
  public static Map<String, JsonNode> wholeAlerts(Path run) {
    Map<String, JsonNode> latest = new LinkedHashMap<>();
    for (JsonNode alert : values(read(alertsFile(run), Function.identity()))) {
      latest.merge(
          text(alert, "alert_id"),
          alert,
          (one, other) ->
              other.path("revision").asInt(1) < one.path("revision").asInt(1) ? one : other);
    }
    return latest;
  }

  private static Path alertsFile(Path run) {
    return Files.isDirectory(run) ? run.resolve("alerts.jsonl") : run;
  }

  /** What stands in one line, and in which, from 1. */
  record Numbered<T>(long line, T value) {}

  private static <T> List<T> values(List<Numbered<T>> numbered) {
    return numbered.stream().map(Numbered::value).toList();
  }

  private static <T> List<Numbered<T>> read(Path file, Function<JsonNode, T> form) {
    List<Numbered<T>> all = new ArrayList<>();
    try (LineReader lines = LineReader.open(file)) {
      while (lines.hasNext()) {
        Line line = lines.next();
        if (!line.isBlank() || line.fault() != null) {
          all.add(new Numbered<>(line.number() + 1, read(file, line, form)));
        }
      }
    }
    return all;
  }

  private static <T> T read(Path file, Line line, Function<JsonNode, T> form) {
    String place = file + ":" + (line.number() + 1) + ": ";
    if (line.fault() != null) {
      throw new CommandFault(place + line.fault());
    }
    try {
      return form.apply(JSON.readTree(line.bytes()));
    } catch (JsonProcessingException fault) {
      throw new CommandFault(place + "not JSON: " + fault.getOriginalMessage(), fault);
    } catch (IOException | IllegalArgumentException fault) {
      throw new CommandFault(place + fault.getMessage(), fault);
    }
  }

  private static Label label(JsonNode json) {
    Label label =
        new Label(
            text(json, "label_id"),
            about(json),
            moment(json, "first_at"),
            moment(json, "last_at"),
            json.path("note").asText(""));
    requireSubjectType(label.about().subjectType());
    if (label.lastAt().isBefore(label.firstAt())) {
      throw new IllegalArgumentException("last_at is before first_at; exchange them");
    }
    return label;
  }

  private static void requireSubjectType(String type) {
    List<String> known = Arrays.stream(SubjectType.values()).map(Enum::name).toList();
    if (!known.contains(type)) {
      throw new IllegalArgumentException(
          "subject.type is %s, which is none%s"
              .formatted(
                  Shown.text(type),
                  Nearest.hint(type, known, "; give one of " + String.join(", ", known))));
    }
  }

  private static RaisedAlert alert(JsonNode json) {
    return new RaisedAlert(
        text(json, "alert_id"),
        json.path("revision").asInt(1),
        about(json),
        moment(json, "raised_at"),
        moment(json, "first_seen_at"),
        moment(json, "last_seen_at"),
        json.path("title").asText(""));
  }

  private static Label.About about(JsonNode json) {
    JsonNode subject = json.path("subject");
    return new Label.About(text(json, "detector_id"), text(subject, "type"), text(subject, "id"));
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is missing or is not a string");
    }
    return value.textValue();
  }

  private static Instant moment(JsonNode json, String field) {
    return moment(json.path(field))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    field + " is missing, or neither epoch milliseconds nor ISO-8601 with a zone"));
  }

  /** A time in epoch milliseconds, or in ISO-8601 with a zone; empty where it is neither. */
  public static Optional<Instant> moment(JsonNode value) {
    if (value.isIntegralNumber()) {
      return Optional.of(Instant.ofEpochMilli(value.longValue()));
    }
    try {
      return Optional.of(OffsetDateTime.parse(value.asText("")).toInstant());
    } catch (DateTimeException fault) {
      return Optional.empty();
    }
  }
}
