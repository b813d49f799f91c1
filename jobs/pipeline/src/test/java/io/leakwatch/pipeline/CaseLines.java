package io.leakwatch.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.pipeline.json.JsonFault;
import io.leakwatch.pipeline.json.JsonRecords;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.schemas.LoginAction;
import io.leakwatch.schemas.LoginEvent;
import io.leakwatch.schemas.LoginOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The lines of one case, expanded to events. A line is an event ({@code login}, {@code api} or
 * {@code dm}) or a group ({@code events}); {@code at} is its time from the beginning of the case,
 * {@code after} from the line before. A line with {@code times} is repeated {@code every} so long;
 * in its texts <code>{n}</code> counts from 1 (or {@code from}), <code>{n%5}</code> goes round,
 * <code>{m}</code> is the count of the group around it. What is expected of a repeated line is
 * expected of its last event.
 */
final class CaseLines {

  /** The beginning of every case: a Monday morning. */
  static final long BEGIN = Instant.parse("2026-01-05T09:00:00Z").toEpochMilli();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COUNTER = Pattern.compile("\\{([nm])(?:%(\\d+))?}");
  private static final Map<String, EventKind> KINDS =
      Map.of("login", EventKind.LOGIN, "api", EventKind.API, "dm", EventKind.DM_METADATA);

  /** How often the line itself, and the group around it, has come round; 0 for not repeated. */
  private record Count(int n, int m) {

    String of(String counter, String modulus) {
      int count = counter.equals("n") ? n : m;
      if (count == 0) {
        throw new IllegalArgumentException("{" + counter + "} counts a line's times; add 'times'");
      }
      return String.valueOf(modulus == null ? count : count % Integer.parseInt(modulus));
    }
  }

  private final YamlMap defaults;
  private final YamlMap places;
  private final List<CaseEvent> events = new ArrayList<>();
  private long now = BEGIN;

  /** An event that raises nothing, whatever detectors run. */
  static CaseEvent uneventful(long at) {
    LoginEvent event =
        LoginEvent.newBuilder()
            .setEventId("uneventful-" + at)
            .setOccurredAt(Instant.ofEpochMilli(at))
            .setAccountId("somebody-else")
            .setAction(LoginAction.LOGIN)
            .setOutcome(LoginOutcome.SUCCESS)
            .build();
    return new CaseEvent(at, event, List.of());
  }

  CaseLines(YamlMap defaults, YamlMap places) {
    this.defaults = defaults;
    this.places = places;
  }

  /**
   * The events of these lines, in the order of their times.
   *
   * @throws IllegalArgumentException if a line is wrong; the message says where and what is wanted
   */
  List<CaseEvent> expand(String where, List<Object> lines) {
    addAll(where, lines, new Count(0, 0), true);
    for (int i = 1; i < events.size(); i++) {
      if (events.get(i).at() <= events.get(i - 1).at()) {
        throw new IllegalArgumentException(
            where
                + ": event "
                + (i + 1)
                + " does not come after the one before; give each a later time");
      }
    }
    return List.copyOf(events);
  }

  private void addAll(String where, List<Object> lines, Count around, boolean isLast) {
    for (int i = 0; i < lines.size(); i++) {
      YamlMap line =
          YamlMap.of(where + ", line " + (i + 1), lines.get(i))
              .knowing(
                  "at", "after", "times", "every", "from", "login", "api", "dm", "events",
                  "expect");
      add(line, around, isLast);
    }
  }

  private void add(YamlMap line, Count around, boolean isLast) {
    int times = line.whole("times", 1);
    int from = line.whole("from", 1);
    long every = times > 1 || line.has("every") ? line.millis("every") : 0;
    long start = start(line, every);
    for (int i = 0; i < times; i++) {
      now = start + i * every;
      Count count = line.has("times") ? new Count(from + i, around.n()) : around;
      boolean last = isLast && i == times - 1;
      if (line.has("events")) {
        addAll(line.where(), line.list("events"), count, last);
      } else {
        events.add(new CaseEvent(now, event(line, count), last ? expected(line) : List.of()));
      }
    }
  }

  private long start(YamlMap line, long every) {
    if (line.has("at")) {
      return BEGIN + line.millis("at");
    }
    if (line.has("after")) {
      return now + line.millis("after");
    }
    return events.isEmpty() ? BEGIN : now + every;
  }

  private SpecificRecord event(YamlMap line, Count count) {
    List<String> kinds = KINDS.keySet().stream().filter(line::has).toList();
    if (kinds.size() != 1) {
      throw new IllegalArgumentException(line.where() + ": add one of login, api, dm or events");
    }
    String kind = kinds.get(0);
    Map<String, Object> fields = new LinkedHashMap<>(defaults.map(kind).values());
    fields.putAll(line.map(kind).values());
    fields.putIfAbsent("event_id", "e" + (events.size() + 1));
    fields.put("occurred_at", now);
    fields.replaceAll((name, value) -> filledIn(value, count));
    fields.computeIfPresent("geo", (name, value) -> placeOf(line, value));
    Schema schema = KINDS.get(kind).schema();
    TreeSet<String> unknown = new TreeSet<>(fields.keySet());
    schema.getFields().forEach(field -> unknown.remove(field.name()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          line.where() + ": " + schema.getName() + " has no field " + unknown);
    }
    try {
      return JsonRecords.read(JSON.writeValueAsString(fields), KINDS.get(kind).type());
    } catch (JsonProcessingException | JsonFault fault) {
      throw new IllegalArgumentException(line.where() + ": " + fault.getMessage(), fault);
    }
  }

  private static Object filledIn(Object value, Count count) {
    if (!(value instanceof String text) || text.indexOf('{') < 0) {
      return value;
    }
    return COUNTER.matcher(text).replaceAll(match -> count.of(match.group(1), match.group(2)));
  }

  private Object placeOf(YamlMap line, Object place) {
    if (place instanceof String name && !places.has(name)) {
      throw new IllegalArgumentException(
          line.where() + ": no place '" + name + "' under 'places'; add it there");
    }
    return place instanceof String name ? places.value(name) : place;
  }

  private static List<ExpectedAlert> expected(YamlMap line) {
    return line.list("expect").stream()
        .map(each -> ExpectedAlert.of(YamlMap.of(line.where() + ".expect", each)))
        .toList();
  }
}
