package io.leakwatch.workbench.importing.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.detection.activity.ExactText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A line of syslog as JSON: the journal's ({@code -o json}), or a container engine's file. */
final class JsonLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLine() {}

  /** The line as the journal's export holds it; empty where it is none. */
  static Optional<SyslogLine> ofJournal(String line) {
    return object(line)
        .filter(entry -> entry.has("MESSAGE"))
        .flatMap(
            entry ->
                time(entry)
                    .map(
                        at ->
                            new SyslogLine(
                                at,
                                text(entry, "_HOSTNAME", ""),
                                text(entry, "SYSLOG_IDENTIFIER", text(entry, "_COMM", "")),
                                text(entry, "SYSLOG_PID", text(entry, "_PID", "")),
                                message(entry.get("MESSAGE")))));
  }

  /** Time and text as {@code docker logs --timestamps} would show them; empty where it is none. */
  static Optional<String> ofContainer(String line) {
    return object(line)
        .filter(entry -> entry.has("log") && entry.has("time"))
        .map(entry -> text(entry, "time", "") + " " + text(entry, "log", "").strip());
  }

  private static Optional<JsonNode> object(String line) {
    try {
      return Optional.ofNullable(JSON.readTree(line)).filter(JsonNode::isObject);
    } catch (JsonProcessingException fault) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(JsonNode entry) {
    String micros =
        text(entry, "_SOURCE_REALTIME_TIMESTAMP", text(entry, "__REALTIME_TIMESTAMP", ""));
    return micros.matches("\\d{1,18}")
        ? Optional.of(Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS))
        : Optional.empty();
  }

  /** The journal writes what is no UTF-8 as an array of bytes. */
  private static String message(JsonNode message) {
    if (!message.isArray()) {
      return message.asText();
    }
    byte[] bytes = new byte[message.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) message.get(i).asInt();
    }
    return ExactText.inLog(bytes);
  }

  private static String text(JsonNode entry, String field, String otherwise) {
    return entry.hasNonNull(field) ? entry.get(field).asText() : otherwise;
  }
}
