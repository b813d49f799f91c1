package io.leakwatch.console.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Throwables;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The web server, running from {@link #start} to {@link #close}. */
public final class WebServer implements AutoCloseable {

  /** Requests are short; pages that listen take none while they wait. */
  private static final int MOST_THREADS = 64;

  private static final long IDLE_MILLIS = 30_000;

  /** Ids hold what people typed, percent-encoded: a slash, a percent sign, a line end. */
  private static final UriCompliance URIS =
      UriCompliance.DEFAULT.with(
          "console",
          Violation.AMBIGUOUS_PATH_SEPARATOR,
          Violation.AMBIGUOUS_PATH_ENCODING,
          Violation.AMBIGUOUS_PATH_PARAMETER,
          Violation.AMBIGUOUS_PATH_SEGMENT,
          Violation.AMBIGUOUS_EMPTY_SEGMENT,
          Violation.ILLEGAL_PATH_CHARACTERS,
          Violation.SUSPICIOUS_PATH_CHARACTERS);

  private final Javalin app;
  private final Address address;
  private ServerConnector connector;

  private WebServer(Address address, List<Routes> routes) {
    this.address = address;
    this.app = Javalin.create(config -> configure(config, routes));
  }

  /**
   * Starts one.
   *
   * @param guard decides who may ask what; its handlers come before those of all others
   * @param parts what it answers, beside the page's own files
   * @throws CommandFault if it cannot listen there; the message says why and what to do
   */
  public static WebServer start(Address address, Routes guard, List<Routes> parts) {
    PageFiles page = new PageFiles();
    List<Routes> routes = new ArrayList<>();
    routes.add(new SecurityHeaders(page.index().text()));
    routes.add(new Bounds());
    routes.add(guard);
    routes.addAll(parts);
    routes.add(new Libraries());
    routes.add(page);
    routes.add(new ErrorAnswers());
    WebServer server = new WebServer(address, routes);
    server.start();
    return server;
  }

  private void configure(JavalinConfig config, List<Routes> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = Bounds.LARGEST_BODY;
    config.jsonMapper(new JavalinJackson(new ObjectMapper(), false));
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(WebServer::adjust);
    config.jetty.modifyServletContextHandler(WebServer::adjust);
    config.jetty.addConnector(this::connector);
    routes.forEach(each -> each.addTo(config.routes));
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
    threads.setName("console-web");
    threads.setDaemon(true);
    return threads;
  }

  private static void adjust(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setUriCompliance(URIS);
    http.setRequestHeaderSize(Bounds.LARGEST_HEADERS);
  }

  private static void adjust(ServletContextHandler context) {
    context.getServletHandler().setDecodeAmbiguousURIs(true);
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    if (address.isTls()) {
      // Whoever reaches it by its address sends no name.
      http.addCustomizer(new SecureRequestCustomizer(false));
      connector =
          new ServerConnector(
              server,
              TlsFiles.of(address.certificate(), address.key()),
              new HttpConnectionFactory(http));
    } else {
      connector = new ServerConnector(server, new HttpConnectionFactory(http));
    }
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private void start() {
    try {
      app.start();
    } catch (RuntimeException fault) {
      app.stop();
      throw refused(fault);
    }
  }

  private RuntimeException refused(RuntimeException fault) {
    List<Throwable> causes = Throwables.getCausalChain(fault);
    for (Throwable cause : causes) {
      if (cause instanceof CommandFault words) {
        return words;
      }
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return new CommandFault(
            "there is no address %s on this machine; check console.host".formatted(address.host()),
            fault);
      }
      if (cause instanceof BindException) {
        return new CommandFault(
            "cannot listen on %s port %d: %s; stop the program that does, or choose another port"
                    .formatted(address.host(), address.port(), Reason.of(cause))
                + " with --port or console.port",
            fault);
      }
    }
    return causes.stream().anyMatch(IOException.class::isInstance)
        ? new CommandFault(
            "cannot listen on %s port %d: %s; check console.host and console.port"
                .formatted(
                    address.host(), address.port(), Reason.of(Throwables.getRootCause(fault))),
            fault)
        : fault;
  }

  /** Where a browser finds it. */
  public URI uri() {
    return URI.create(
        "%s://%s:%d/".formatted(address.isTls() ? "https" : "http", shownHost(), port()));
  }

  private String shownHost() {
    try {
      InetAddress bound = InetAddress.getByName(address.host());
      if (bound.isAnyLocalAddress()) {
        return "localhost";
      }
    } catch (UnknownHostException shownAsItStands) {
      return address.host();
    }
    return address.host().contains(":") ? "[" + address.host() + "]" : address.host();
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    app.stop();
  }
}
