package io.leakwatch.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A room's {@code cases.yaml}, read as far as it can be.
 *
 * @param forgetsAfter how long after its last event everything about an entity is forgotten; null
 *     where it is not given
 * @param faults what could not be read
 */
public record CasesFile(Duration forgetsAfter, List<RoomCase> cases, List<String> faults) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  public static CasesFile read(Path file) {
    List<String> faults = new ArrayList<>();
    List<RoomCase> cases = new ArrayList<>();
    Duration forgetsAfter = null;
    try {
      YamlMap all =
          YamlMap.of("cases.yaml", YAML.readValue(Files.readString(file), Object.class))
              .knowing("forgets-after", "beside", "defaults", "places", "cases");
      forgetsAfter = Duration.ofMillis(all.millis("forgets-after"));
      for (Object each : all.list("cases")) {
        read(all, each, cases, faults);
      }
    } catch (IOException | IllegalArgumentException fault) {
      faults.add(firstLine(fault));
    }
    return new CasesFile(forgetsAfter, cases, faults);
  }

  private static void read(YamlMap all, Object raw, List<RoomCase> cases, List<String> faults) {
    try {
      YamlMap one =
          YamlMap.of("a case", raw)
              .knowing(
                  "name",
                  "kind",
                  "why",
                  "given",
                  "settings",
                  "events",
                  "like",
                  "expect",
                  "finally");
      YamlMap named = YamlMap.of("case '" + one.text("name") + "'", raw);
      Map<String, Object> own = named.map("settings").values();
      Map<String, Object> settings = new LinkedHashMap<>();
      RoomCase base = named.has("like") ? base(named, cases) : null;
      if (base != null) {
        settings.putAll(base.settings());
      }
      settings.putAll(named.map("given").values());
      settings.putAll(own);
      cases.add(
          new RoomCase(
              named.text("name"),
              named.oneOf("kind", RoomCase.Kind.class),
              named.text("why"),
              settings,
              own.keySet(),
              all.texts("beside"),
              base == null ? named.text("name") : base.eventsOf(),
              base == null
                  ? new CaseLines(all.map("defaults"), all.map("places"))
                      .expand(named.where(), named.list("events"))
                  : expectingAnew(named, base.events()),
              named.list("finally").stream()
                  .map(end -> ExpectedEnd.of(YamlMap.of(named.where() + ".finally", end)))
                  .toList()));
    } catch (IllegalArgumentException fault) {
      faults.add(firstLine(fault));
    }
  }

  private static RoomCase base(YamlMap named, List<RoomCase> cases) {
    return cases.stream()
        .filter(each -> each.name().equals(named.text("like")))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    named.where()
                        + ".like: no case '"
                        + named.text("like")
                        + "' before it; name one that can be read and stands above"));
  }

  /** The events of another case; what they should raise is said by the time of each. */
  private static List<CaseEvent> expectingAnew(YamlMap named, List<CaseEvent> events) {
    Map<Long, List<ExpectedAlert>> expected = new HashMap<>();
    for (Object raw : named.list("expect")) {
      YamlMap alert = YamlMap.of(named.where() + ".expect", raw);
      long at = CaseLines.BEGIN + alert.millis("at");
      if (events.stream().noneMatch(event -> event.at() == at)) {
        throw new IllegalArgumentException(
            alert.where() + ": no event at " + alert.text("at") + "; give the time of one");
      }
      expected
          .computeIfAbsent(at, time -> new ArrayList<>())
          .add(ExpectedAlert.of(alert.without("at")));
    }
    return events.stream()
        .map(
            event ->
                new CaseEvent(
                    event.at(), event.event(), expected.getOrDefault(event.at(), List.of())))
        .toList();
  }

  private static String firstLine(Exception fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
  }
}
