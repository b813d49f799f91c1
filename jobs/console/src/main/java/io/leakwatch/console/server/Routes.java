package io.leakwatch.console.server;

import io.javalin.config.RoutesConfig;

/** A part of what the console answers, under paths of its own. */
public interface Routes {

  /** Adds its handlers. By the time one is called, the {@link Caller} is known. */
  void addTo(RoutesConfig routes);
}
