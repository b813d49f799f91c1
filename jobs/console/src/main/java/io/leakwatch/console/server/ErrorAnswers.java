package io.leakwatch.console.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.leakwatch.local.CommandFault;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors as JSON, {@code {"error": "what, which, what next"}}. What a program's fault says goes to
 * the log; whoever asks learns a number by which it is found there.
 */
final class ErrorAnswers implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  @Override
  public void addTo(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, ErrorAnswers::expected);
    routes.exception(
        JsonProcessingException.class,
        (fault, request) ->
            answer(request, 400, "the request's body is not the JSON it should be"));
    routes.exception(
        CommandFault.class, (fault, request) -> answer(request, 503, fault.getMessage()));
    routes.exception(Exception.class, ErrorAnswers::unexpected);
    routes.error(404, ErrorAnswers::notFound);
  }

  private static void expected(HttpResponseException fault, Context request) {
    answer(request, fault.getStatus(), fault.getMessage());
  }

  private static void unexpected(Exception fault, Context request) {
    String number = "%08x".formatted(ThreadLocalRandom.current().nextInt());
    LOG.error("Request {} failed: {} {}", number, request.method(), request.path(), fault);
    answer(
        request,
        500,
        "the console failed at this; its log says why under %s; try again, and report it"
            .formatted(number));
  }

  private static void notFound(Context request) {
    String type = request.res().getContentType();
    if (type == null || !type.startsWith("application/json")) {
      answer(request, 404, "there is nothing at this path");
    }
  }

  static void answer(Context request, int status, String error) {
    request.status(status).json(Map.of("error", error));
  }
}
