package io.leakwatch.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.triage.Deed;
import io.leakwatch.console.triage.Triaging;
import io.leakwatch.schemas.ActionKind;
import io.leakwatch.schemas.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What analysts do about alerts. */
final class TriageRoutes implements Routes {

  /** More at once than anybody has looked at. */
  private static final int MOST_ITEMS = 1_000;

  private static final Map<String, ActionKind> ACTIONS =
      Map.of(
          "assign", ActionKind.ASSIGN,
          "start", ActionKind.START,
          "close", ActionKind.CLOSE,
          "reopen", ActionKind.REOPEN,
          "note", ActionKind.NOTE,
          "check", ActionKind.CHECK);

  private final Triaging triaging;

  TriageRoutes(Triaging triaging) {
    this.triaging = triaging;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes).post("/api/triage", this::decide);
  }

  private Object decide(Context request) {
    Body body = Body.of(request);
    return triaging.decide(items(body), deed(body, Caller.user(request)));
  }

  private static Deed deed(Body body, String author) {
    ActionKind kind = ACTIONS.get(body.required("action"));
    if (kind == null) {
      throw new IllegalArgumentException(
          "action: there is none of this name; give one of assign, start, close, reopen, note,"
              + " check");
    }
    String note = body.text("note");
    return new Deed(
        kind,
        author,
        body.has("assignee") ? body.text("assignee") : author,
        kind == ActionKind.CLOSE ? body.one("verdict", Verdict.class) : null,
        note == null ? "" : note,
        body.text("duplicate_of"),
        body.text("step"),
        body.flag("done"));
  }

  private static List<Triaging.Item> items(Body body) {
    JsonNode given = body.json().path("items");
    if (!given.isArray() || given.isEmpty() || given.size() > MOST_ITEMS) {
      throw new IllegalArgumentException(
          "items: give 1 to %d alerts as {\"alert_id\": …, \"sequence\": …}".formatted(MOST_ITEMS));
    }
    List<Triaging.Item> items = new ArrayList<>();
    for (JsonNode each : given) {
      JsonNode sequence = each.path("sequence");
      if (!each.path("alert_id").isTextual() || !sequence.isIntegralNumber()) {
        throw new IllegalArgumentException(
            "items: one has no alert_id or no sequence; give both, as the queue has them");
      }
      items.add(new Triaging.Item(each.path("alert_id").textValue(), sequence.longValue()));
    }
    return items;
  }
}
