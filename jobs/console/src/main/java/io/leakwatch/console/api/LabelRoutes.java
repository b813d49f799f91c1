package io.leakwatch.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.leakwatch.console.questions.Judged;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.store.Store;
import io.leakwatch.detectors.Detectors;
import java.util.Map;

/** What analysts found true, as labels that {@code ./leakwatch evaluate} reads. */
record LabelRoutes(Store store) implements Routes {

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes).get("/api/labels.jsonl", this::labels);
  }

  private Object labels(Context request) throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    for (Judged each : store.read(Judged::asTrue)) {
      JsonNode alert = Json.read(each.json());
      String detector = alert.path("detector_id").asText();
      // What the job says about itself is no detector's finding.
      if (Detectors.byId(detector).isPresent()) {
        lines.append(label(each, alert)).append('\n');
      }
    }
    request
        .contentType("application/x-ndjson; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"labels.jsonl\"")
        .result(lines.toString());
    return null;
  }

  private static ObjectNode label(Judged judged, JsonNode alert) {
    ObjectNode label = (ObjectNode) Json.tree(Map.of());
    label.put("label_id", judged.alertId());
    label.set("detector_id", alert.path("detector_id"));
    label.set("subject", alert.path("subject"));
    label.set("first_at", alert.path("first_seen_at"));
    label.set("last_at", alert.path("last_seen_at"));
    label.put("note", judged.note());
    label.put("verdict", judged.verdict());
    return label;
  }
}
