package io.leakwatch.console;

import com.google.common.io.Closer;
import io.leakwatch.console.access.Access;
import io.leakwatch.console.api.AlertDesk;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.console.handover.HandOver;
import io.leakwatch.console.health.HealthRoutes;
import io.leakwatch.console.health.JobFigures;
import io.leakwatch.console.health.ScrapedFigures;
import io.leakwatch.console.server.Address;
import io.leakwatch.console.server.LiveEvents;
import io.leakwatch.console.server.Routes;
import io.leakwatch.console.server.WebServer;
import io.leakwatch.local.CommandFault;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The console, running from {@link #start} to {@link #close}. */
public final class Console implements AutoCloseable {

  private final WebServer server;
  private final AlertDesk desk;
  private final LiveEvents live;
  private final HandOver handOver;

  private Console(WebServer server, AlertDesk desk, LiveEvents live, HandOver handOver) {
    this.server = server;
    this.desk = desk;
    this.live = live;
    this.handOver = handOver;
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
    Clock clock = Clock.systemUTC();
    return start(
        job,
        settings,
        folder,
        clock,
        new ScrapedFigures(settings.get(ConsoleOptions.METRICS), clock));
  }

  /** Likewise, beside a job whose figures come from elsewhere than its Prometheus end points. */
  static Console start(
      JobConfig job, ConsoleSettings settings, Path folder, Clock clock, JobFigures figures) {
    LiveEvents live = new LiveEvents();
    Closer opened = Closer.create();
    opened.register(live::close);
    try {
      AlertDesk desk =
          AlertDesk.open(folder, job, change -> live.changed(change.alertIds(), change.parts()));
      opened.register(desk::close);
      BooleanSupplier isConnected = () -> desk.feed().status().connected();
      Access access = Access.of(settings, clock, isConnected);
      HandOver handOver = HandOver.of(job.kafka(), settings, clock);
      List<Routes> parts = new ArrayList<>(desk.routes());
      parts.add(live);
      parts.add(new HealthRoutes(desk::health, figures, handOver::status));
      WebServer server = WebServer.start(address(settings), access, parts);
      desk.start();
      handOver.start();
      return new Console(server, desk, live, handOver);
    } catch (RuntimeException fault) {
      throw closed(opened, fault);
    }
  }

  private static RuntimeException closed(Closer opened, RuntimeException fault) {
    try {
      opened.close();
    } catch (IOException closing) {
      fault.addSuppressed(closing);
    }
    return fault;
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
    handOver.close();
    desk.close();
  }
}
