package io.leakwatch.console;

import io.leakwatch.console.access.Access;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.console.server.Address;
import io.leakwatch.console.server.LiveEvents;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.server.WebServer;
import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The console, running from {@link #start} to {@link #close}. */
public final class Console implements AutoCloseable {

  private final WebServer server;
  private final LiveEvents live;

  private Console(WebServer server, LiveEvents live) {
    this.server = server;
    this.live = live;
  }

  /**
   * Starts one for a job with its own defaults.
   *
   * @param folder where it keeps what it has read; made if it is not there
   */
  public static Console start(KafkaOptions kafka, ConsoleSettings settings, Path folder) {
    JobConfig defaults = JobConfig.defaults();
    return start(new JobConfig(defaults.job(), kafka, defaults.runtime()), settings, folder);
  }

  /**
   * Starts one. It does not wait for Kafka: where that is away, the page says so.
   *
   * @param folder where it keeps what it has read; made if it is not there
   * @throws CommandFault if it cannot listen, or cannot use its folder or its files
   */
  public static Console start(JobConfig job, ConsoleSettings settings, Path folder) {
    LiveEvents live = new LiveEvents();
    try {
      List<Routes> parts = new ArrayList<>();
      parts.add(live);
      WebServer server =
          WebServer.start(
              address(settings), Access.of(settings, Clock.systemUTC(), () -> false), parts);
      return new Console(server, live);
    } catch (RuntimeException fault) {
      live.close();
      throw fault;
    }
  }

  private static Address address(ConsoleSettings settings) {
    String certificate = settings.get(ConsoleOptions.TLS_CERTIFICATE);
    return new Address(
        settings.get(ConsoleOptions.HOST),
        settings.get(ConsoleOptions.PORT),
        certificate.isEmpty() ? null : Path.of(certificate),
        certificate.isEmpty() ? null : Path.of(settings.get(ConsoleOptions.TLS_KEY)));
  }

  /** Where a browser finds it. */
  public URI uri() {
    return server.uri();
  }

  /** Ends it; what it has read stays in its folder. */
  @Override
  public void close() {
    live.close();
    server.close();
  }
}
