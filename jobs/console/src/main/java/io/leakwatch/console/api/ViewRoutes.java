package io.leakwatch.console.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import io.leakwatch.console.commands.Publishing;
import io.leakwatch.console.questions.SavedQuery;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.store.Store;
import io.leakwatch.schemas.ActionKind;
import java.util.Optional;

/** Filters of the queue that are kept under a name, for all to use. */
record ViewRoutes(Store store, Publishing publishing) implements Routes {

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_QUERY = 4_000;
  private static final int MOST = 500;

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes)
        .get("/api/views", request -> store.read(SavedQuery::all))
        .post("/api/views", this::save)
        .delete("/api/views/{name}", this::drop);
  }

  private Optional<SavedQuery> known(String name) {
    return store.read(SavedQuery::all).stream().filter(each -> each.name().equals(name)).findAny();
  }

  private Object save(Context request) {
    Body body = Body.of(request);
    String name = body.required("name").strip();
    String query = body.text("query") == null ? "" : body.text("query");
    if (name.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
      throw new IllegalArgumentException(
          "a view's name has at most %d characters, its query %d; give shorter ones"
              .formatted(LONGEST_NAME, LONGEST_QUERY));
    }
    requireMine(request, known(name));
    if (store.read(SavedQuery::all).size() >= MOST) {
      throw new ConflictResponse("there are %d views already; drop some".formatted(MOST));
    }
    publishing.view(ActionKind.SAVE_VIEW, Caller.user(request), name, query);
    request.status(CREATED);
    return new SavedQuery(name, query, Caller.user(request));
  }

  private Object drop(Context request) {
    String name = request.pathParam("name");
    Optional<SavedQuery> known = known(name);
    if (known.isEmpty()) {
      throw new NotFoundResponse("there is no view of this name");
    }
    requireMine(request, known);
    publishing.view(ActionKind.DROP_VIEW, Caller.user(request), name, known.get().query());
    request.status(NO_CONTENT);
    return null;
  }

  private static void requireMine(Context request, Optional<SavedQuery> known) {
    known
        .filter(each -> !each.author().equals(Caller.user(request)) && !Caller.leads(request))
        .ifPresent(
            each -> {
              throw new ForbiddenResponse(
                  "this view is of " + each.author() + "; ask a lead, or take another name");
            });
  }
}
