package io.leakwatch.console.access;

import io.javalin.config.RoutesConfig;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.console.server.Routes;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** All about who may ask what, as settings say it. */
public final class Access implements Routes {

  private final List<Routes> parts;

  private Access(List<Routes> parts) {
    this.parts = parts;
  }

  /**
   * The one of these settings.
   *
   * @param isConnected whether Kafka answers
   */
  public static Access of(ConsoleSettings settings, Clock clock, BooleanSupplier isConnected) {
    Guard guard = new Guard(List.of(new LocalEntrance()), () -> "sign in to see this");
    return new Access(
        List.of(
            new OwnHosts(settings.get(ConsoleOptions.HOST)),
            guard,
            new MeRoutes(false, isConnected, clock)));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    parts.forEach(part -> part.addTo(routes));
  }
}
