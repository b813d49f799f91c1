package io.leakwatch.console.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.leakwatch.console.feed.DecisionWriter.NotWritten;
import io.leakwatch.console.feed.NotNow;
import io.leakwatch.console.store.StoreFault;

/** Adds handlers whose faults become answers with words. */
final class Paths {

  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;

  private final RoutesConfig routes;

  Paths(RoutesConfig routes) {
    this.routes = routes;
  }

  /** What a request is answered with, as JSON; null where the handler has answered itself. */
  @FunctionalInterface
  interface Answer {

    Object to(Context request) throws Exception;
  }

  Paths get(String path, Answer answer) {
    routes.get(path, handler(answer));
    return this;
  }

  Paths post(String path, Answer answer) {
    routes.post(path, handler(answer));
    return this;
  }

  Paths delete(String path, Answer answer) {
    routes.delete(path, handler(answer));
    return this;
  }

  private static Handler handler(Answer answer) {
    return request -> {
      try {
        Object value = answer.to(request);
        if (value != null) {
          Json.answer(request, value);
        }
      } catch (IllegalArgumentException fault) {
        throw new HttpResponseException(BAD_REQUEST, fault.getMessage());
      } catch (NotNow | NotWritten | StoreFault fault) {
        throw new HttpResponseException(UNAVAILABLE, fault.getMessage());
      }
    };
  }
}
