package io.leakwatch.console.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.leakwatch.console.commands.Controlling;
import io.leakwatch.console.commands.Suppressing;
import io.leakwatch.console.commands.Suppressing.Scope;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.Routes;
import io.leakwatch.schemas.DetectorMode;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;

/** Suppressions and controls. */
record CommandRoutes(Suppressing suppressing, Controlling controlling) implements Routes {

  private static final int CREATED = 201;
  private static final int DEFAULT_DAYS = 7;
  private static final int MOST_DAYS = 90;

  /** Of a control: longer is a setting, and belongs into the configuration. */
  private static final int MOST_DAYS_OF_CONTROL = 3_650;

  @Override
  public void addTo(RoutesConfig routes) {
    new Paths(routes)
        .get("/api/suppressions", request -> suppressing.all())
        .post("/api/suppressions", this::suppress)
        .post("/api/suppressions/preview", this::preview)
        .post("/api/suppressions/{id}/withdraw", this::withdrawSuppression)
        .get("/api/control", request -> controlling.all())
        .post("/api/control", this::control)
        .post("/api/control/{id}/withdraw", this::withdrawControl);
  }

  private Object preview(Context request) {
    return suppressing.preview(scope(Body.of(request)));
  }

  private Object suppress(Context request) {
    Body body = Body.of(request);
    Integer days = body.number("days", 1, MOST_DAYS);
    Object made =
        suppressing.make(
            scope(body),
            Caller.user(request),
            body.required("reason"),
            days == null ? DEFAULT_DAYS : days);
    request.status(CREATED);
    return made;
  }

  private static Scope scope(Body body) {
    return new Scope(
        body.text("detector_id"),
        body.one("subject_type", SubjectType.class),
        body.text("subject"),
        body.text("network"));
  }

  private Object withdrawSuppression(Context request) {
    return suppressing
        .withdraw(
            request.pathParam("id"), Caller.user(request), Body.of(request).required("reason"))
        .orElseThrow(() -> new NotFoundResponse("there is no suppression of this id"));
  }

  private Object control(Context request) {
    Body body = Body.of(request);
    Object made =
        controlling.make(
            body.text("detector_id"),
            body.one("mode", DetectorMode.class),
            body.one("severity_floor", Severity.class),
            Caller.user(request),
            body.required("reason"),
            body.number("days", 1, MOST_DAYS_OF_CONTROL));
    request.status(CREATED);
    return made;
  }

  private Object withdrawControl(Context request) {
    return controlling
        .withdraw(
            request.pathParam("id"), Caller.user(request), Body.of(request).required("reason"))
        .orElseThrow(() -> new NotFoundResponse("there is no control of this id"));
  }
}
