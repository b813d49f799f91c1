package io.leakwatch.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.leakwatch.console.commands.Controlling;
import io.leakwatch.console.commands.ShownControl;
import io.leakwatch.console.questions.DetectorCounts;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.store.Store;
import io.leakwatch.detection.DetectorProfile;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detection.DetectorType.Armed;
import io.leakwatch.detection.option.Option;
import io.leakwatch.detection.option.Settings;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.JobOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalogue, with what is in force and what became of the alerts. */
final class DetectorRoutes implements Routes {

  private final Store store;
  private final Controlling controlling;

  /** Those that run, by id. */
  private final Map<String, Armed> armed = new HashMap<>();

  DetectorRoutes(Store store, Controlling controlling, JobOptions job) {
    this.store = store;
    this.controlling = controlling;
    job.armed().forEach(each -> armed.put(each.type().id(), each));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes).get("/api/detectors", this::all);
  }

  private record Known(List<ShownControl> controls, Map<String, DetectorCounts> counts) {}

  private Object all(Context request) {
    Known known =
        store.read(
            sql -> {
              Map<String, DetectorCounts> counts = new HashMap<>();
              DetectorCounts.since(sql, 0).forEach(each -> counts.put(each.detectorId(), each));
              return new Known(controlling.all(sql), counts);
            });
    ArrayNode all = (ArrayNode) Json.tree(new Object[0]);
    Detectors.ALL.forEach(type -> all.add(detector(type, known)));
    return all;
  }

  private ObjectNode detector(DetectorType type, Known known) {
    DetectorProfile profile = type.profile();
    String id = type.id();
    ObjectNode one = (ObjectNode) Json.tree(Map.of());
    one.put("id", id);
    one.put("summary", profile.summary());
    one.put("subject", profile.subjects().get(0).name());
    one.put("severity", profile.severity().name());
    one.set("attack", Json.tree(profile.attack().stream().map(Techniques::of).toList()));
    one.set("reads", Json.tree(profile.reads()));
    one.put(
        "mode",
        Controlling.inForce(id, known.controls, ShownControl::mode).orElse(configuredMode(id)));
    one.put(
        "floor", Controlling.inForce(id, known.controls, ShownControl::severityFloor).orElse(null));
    one.set("options", options(type));
    DetectorCounts counts = known.counts.getOrDefault(id, new DetectorCounts(id, 0, 0, 0, 0, 0, 0));
    one.put("alerts", counts.alerts());
    one.put("open", counts.open());
    ObjectNode verdicts = OverviewRoutes.counts(counts);
    verdicts.remove(List.of("detector_id", "alerts", "open"));
    one.set("verdicts", verdicts);
    one.set("controls", Json.tree(Controlling.about(id, known.controls)));
    return one;
  }

  private String configuredMode(String id) {
    Armed each = armed.get(id);
    if (each == null) {
      return "OFF";
    }
    return each.isShadow() ? "SHADOW" : "ACTIVE";
  }

  private ArrayNode options(DetectorType type) {
    Armed each = armed.get(type.id());
    Settings settings =
        each == null
            ? Settings.defaults(type.options()).with(DetectorType.ENABLED, false)
            : each.settings();
    ArrayNode all = (ArrayNode) Json.tree(new Object[0]);
    type.options().forEach(option -> all.add(option(type.id(), option, settings)));
    return all;
  }

  private static <T> ObjectNode option(String id, Option<T> option, Settings settings) {
    ObjectNode one = (ObjectNode) Json.tree(Map.of());
    one.put("key", "detectors." + id + "." + option.name());
    one.put("value", option.written(settings.get(option)));
    one.put("unit", option.unit());
    one.put("default", option.defaultText());
    one.put("doc", option.description());
    return one;
  }
}
