package io.leakwatch.workbench.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.files.Line;
import io.leakwatch.local.files.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * @throws CommandFault when the file is not there or a line is not a label
   */
  public static List<Label> labels(Path file) {
    return read(file, EvaluationFiles::label);
  }

  /**
   * The alerts of a run, each in its last revision, in the order of their first appearance.
   *
   * @param run a folder that holds {@code alerts.jsonl}, or such a file itself
   * @throws CommandFault when it is not there or a line is not an alert
   */
  public static Collection<RaisedAlert> alerts(Path run) {
    Map<String, RaisedAlert> latest = new LinkedHashMap<>();
    for (RaisedAlert alert : read(alertsFile(run), EvaluationFiles::alert)) {
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
    for (JsonNode alert : read(alertsFile(run), Function.identity())) {
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

  private static <T> List<T> read(Path file, Function<JsonNode, T> form) {
    List<T> all = new ArrayList<>();
    try (LineReader lines = LineReader.open(file)) {
      while (lines.hasNext()) {
        Line line = lines.next();
        if (!line.isBlank() || line.fault() != null) {
          all.add(read(file, line, form));
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
    return new Label(
        text(json, "label_id"),
        about(json),
        moment(json, "first_at"),
        moment(json, "last_at"),
        json.path("note").asText(""));
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
    JsonNode value = json.path(field);
    if (value.isIntegralNumber()) {
      return Instant.ofEpochMilli(value.longValue());
    }
    try {
      return OffsetDateTime.parse(value.asText("")).toInstant();
    } catch (DateTimeException fault) {
      throw new IllegalArgumentException(
          field + " is missing, or neither epoch milliseconds nor ISO-8601 with a zone", fault);
    }
  }
}
