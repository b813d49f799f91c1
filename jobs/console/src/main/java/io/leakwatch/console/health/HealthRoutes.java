package io.leakwatch.console.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.leakwatch.console.api.Json;
import io.leakwatch.console.server.Routes;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /api/health}. */
public final class HealthRoutes implements Routes {

  private final Supplier<?> console;
  private final JobFigures job;
  private final Supplier<List<?>> handOver;

  /**
   * @param console what the console knows of itself, its Kafka and its topics; the rest is added
   * @param handOver how each webhook fares
   */
  public HealthRoutes(Supplier<?> console, JobFigures job, Supplier<List<?>> handOver) {
    this.console = console;
    this.job = job;
    this.handOver = handOver;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/health", this::answer);
  }

  private void answer(Context request) {
    ObjectNode health = (ObjectNode) Json.tree(console.get());
    health.set("job", Json.tree(job.now()));
    health.set("handover", Json.tree(handOver.get()));
    request.json(health);
  }
}
