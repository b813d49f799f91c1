package io.leakwatch.console.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.leakwatch.console.questions.EntityDetail;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.store.Store;
import java.util.Locale;

/** Accounts, addresses and whatever else alerts name. */
record EntityRoutes(Store store) implements Routes {

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes)
        .get("/api/entities/{type}/{id}", request -> detail(request, request.pathParam("id")))
        .get("/api/entities/{type}", request -> detail(request, request.queryParam("id")));
  }

  /** Some ids cannot stand in a path: of two dots, or with a character 0. */
  private Object detail(Context request, String id) {
    if (id == null) {
      throw new IllegalArgumentException("id: which one? Give its id, as in ?id=...");
    }
    String type = request.pathParam("type").toUpperCase(Locale.ROOT);
    return store
        .read(sql -> EntityDetail.of(sql, type, id))
        .orElseThrow(() -> new NotFoundResponse("no alert names it; look whether the id is whole"));
  }
}
