package io.leakwatch.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
      YamlMap one = YamlMap.of("a case", raw).knowing("name", "kind", "why", "settings", "events");
      String where = "case '" + one.text("name") + "'";
      YamlMap named = YamlMap.of(where, raw);
      cases.add(
          new RoomCase(
              named.text("name"),
              named.oneOf("kind", RoomCase.Kind.class),
              named.text("why"),
              named.map("settings").values(),
              all.texts("beside"),
              new CaseLines(all.map("defaults"), all.map("places"))
                  .expand(where, named.list("events"))));
    } catch (IllegalArgumentException fault) {
      faults.add(firstLine(fault));
    }
  }

  private static String firstLine(Exception fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
  }
}
