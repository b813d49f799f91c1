package io.leakwatch.console.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.leakwatch.console.commands.Suppressing;
import io.leakwatch.console.questions.AlertDetail;
import io.leakwatch.console.questions.AlertRows;
import io.leakwatch.console.questions.Filter;
import io.leakwatch.console.questions.Grouping;
import io.leakwatch.console.questions.Query;
import io.leakwatch.console.questions.Queue;
import io.leakwatch.console.questions.Sorting;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.store.Store;
import io.leakwatch.detectors.Detectors;
import io.leakwatch.pipeline.gaps.Gaps;
import io.leakwatch.pipeline.kafka.OcsfFinding;
import io.leakwatch.schemas.Alert;
import io.leakwatch.workbench.show.AlertTicket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The queue, and single alerts. */
final class AlertRoutes implements Routes {

  private static final int MOST_ROWS = 200;
  private static final int DEFAULT_ROWS = 50;
  private static final int LAST_PAGE = 10_000_000;

  private final Store store;
  private final Suppressing suppressing;

  AlertRoutes(Store store, Suppressing suppressing) {
    this.store = store;
    this.suppressing = suppressing;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes)
        .get("/api/alerts", this::queue)
        .get("/api/alerts/{id}", this::detail)
        .get("/api/alerts/{id}/markdown", this::markdown)
        .get("/api/alerts/{id}/json", this::json)
        .get("/api/alerts/{id}/ocsf", this::ocsf);
  }

  private Object queue(Context request) {
    Map<String, String> given = new HashMap<>();
    request.queryParamMap().forEach((name, values) -> given.put(name, String.join(",", values)));
    Query query = new Query(given);
    Queue queue =
        new Queue(
            Filter.of(given, Caller.user(request)),
            Sorting.of(query.text("sort")),
            Grouping.of(query.text("group")),
            query.number("page", 0, 0, LAST_PAGE),
            query.number("size", DEFAULT_ROWS, 1, MOST_ROWS));
    return store.read(queue::in);
  }

  private Object detail(Context request) throws JsonProcessingException {
    String id = request.pathParam("id");
    AlertDetail detail =
        store.read(sql -> AlertDetail.of(sql, id)).orElseThrow(AlertRoutes::unknown);
    JsonNode alert = Json.read(detail.alert());
    ObjectNode answer = (ObjectNode) Json.tree(Map.of());
    answer.set("row", Json.tree(detail.row()));
    answer.set("alert", alert);
    ArrayNode revisions = answer.putArray("revisions");
    for (AlertDetail.Revision each : detail.revisions()) {
      ObjectNode revision = (ObjectNode) Json.tree(each);
      revision.set("evidence", Json.read(each.evidence()));
      revisions.add(revision);
    }
    answer.set("actions", Json.tree(detail.actions()));
    answer.set("steps_done", Json.tree(detail.stepsDone()));
    answer.set("related", Json.tree(detail.related()));
    ArrayNode attack = answer.putArray("attack");
    alert.path("attack").forEach(each -> attack.add(Json.tree(Techniques.of(each.asText()))));
    ObjectNode detector = answer.putObject("detector");
    detector.put("id", detail.row().detectorId());
    detector.put("summary", summary(detail.row().detectorId()));
    answer.set("suppression", suppression(detail.row().suppressedBy()));
    return answer;
  }

  private static String summary(String detector) {
    return detector.equals(Gaps.ID)
        ? "The job itself: from when to when detectors were blind, and why."
        : Detectors.byId(detector).map(type -> type.profile().summary()).orElse("");
  }

  private JsonNode suppression(String id) {
    return Json.tree(
        id == null
            ? null
            : suppressing.all().stream()
                .filter(each -> each.suppressionId().equals(id))
                .findAny()
                .orElse(null));
  }

  private Object markdown(Context request) {
    Alert alert = alert(request);
    List<Alert> related =
        store.read(
            sql ->
                alert.getRelated().stream()
                    .map(each -> each.getAlertId())
                    .distinct()
                    .map(id -> AlertRows.alert(sql, id))
                    .flatMap(Optional::stream)
                    .toList());
    request.contentType("text/markdown; charset=utf-8").result(AlertTicket.of(alert, related));
    return null;
  }

  private Object json(Context request) {
    String id = request.pathParam("id");
    String json = store.read(sql -> AlertDetail.json(sql, id)).orElseThrow(AlertRoutes::unknown);
    attach(request, id, "json", json);
    return null;
  }

  private Object ocsf(Context request) {
    attach(request, request.pathParam("id"), "ocsf.json", OcsfFinding.of(alert(request)));
    return null;
  }

  private Alert alert(Context request) {
    String id = request.pathParam("id");
    return store.read(sql -> AlertRows.alert(sql, id)).orElseThrow(AlertRoutes::unknown);
  }

  private static void attach(Context request, String id, String end, String text) {
    String name = id.replaceAll("[^A-Za-z0-9-]", "_");
    request
        .contentType("application/json; charset=utf-8")
        .header(
            "Content-Disposition",
            "attachment; filename=\"alert-%s.%s\""
                .formatted(name.substring(0, Math.min(name.length(), 64)), end))
        .result(text);
  }

  private static NotFoundResponse unknown() {
    return new NotFoundResponse(
        "there is no alert of this id; it may not have been read yet: look again in a moment");
  }
}
