package io.leakwatch.console.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.leakwatch.console.questions.DetectorCounts;
import io.leakwatch.console.questions.Overview;
import io.leakwatch.console.questions.Query;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.store.Store;
import io.leakwatch.detection.DetectorType;
import io.leakwatch.detectors.Detectors;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** How things are going. */
record OverviewRoutes(Store store, InstantSource clock) implements Routes {

  private static final int DAY = 24;
  private static final int LONGEST = 90 * DAY;

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes).get("/api/overview", this::overview);
  }

  private Object overview(Context request) {
    Map<String, String> given = new HashMap<>();
    request.queryParamMap().forEach((name, values) -> given.put(name, values.get(0)));
    int hours = new Query(given).number("hours", DAY, 1, LONGEST);
    Overview overview =
        store.read(sql -> Overview.of(sql, hours, Caller.user(request), clock.millis()));
    ObjectNode answer = (ObjectNode) Json.tree(overview);
    answer.remove("techniques");
    ArrayNode detectors = answer.putArray("by_detector");
    overview.byDetector().forEach(each -> detectors.add(counts(each)));
    answer.set("attack", attack(overview.techniques()));
    return answer;
  }

  static ObjectNode counts(DetectorCounts counts) {
    ObjectNode one = (ObjectNode) Json.tree(Map.of());
    one.put("detector_id", counts.detectorId());
    one.put("alerts", counts.alerts());
    one.put("open", counts.open());
    one.put("true", counts.truePositives());
    one.put("benign", counts.benign());
    one.put("false", counts.falsePositives());
    one.put("duplicate", counts.duplicates());
    one.put("judged", counts.judged());
    return one;
  }

  /** All that some detector finds, and all that some alert names. */
  private static ArrayNode attack(Map<String, Long> alerts) {
    TreeSet<String> ids = new TreeSet<>(alerts.keySet());
    Detectors.ALL.forEach(type -> ids.addAll(type.profile().attack()));
    ArrayNode all = (ArrayNode) Json.tree(new Object[0]);
    for (String id : ids) {
      ObjectNode one = (ObjectNode) Json.tree(Techniques.of(id));
      ArrayNode detectors = one.putArray("detectors");
      Detectors.ALL.stream()
          .filter(type -> type.profile().attack().contains(id))
          .map(DetectorType::id)
          .forEach(detectors::add);
      one.put("alerts", alerts.getOrDefault(id, 0L));
      all.add(one);
    }
    return all;
  }
}
