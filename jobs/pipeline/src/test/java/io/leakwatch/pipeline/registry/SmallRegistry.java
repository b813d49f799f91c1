package io.leakwatch.pipeline.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A schema registry on a port of the loopback address, which speaks as much of Confluent's API as
 * is asked here. Before it is started, nobody listens there.
 */
public final class SmallRegistry implements AutoCloseable {

  private final int port;
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, TreeMap<Integer, String>> subjects = new ConcurrentHashMap<>();
  private volatile int failsWith;
  private volatile String wants;
  private volatile boolean speaksAsARegistry = true;
  private HttpServer server;

  /** One that is not started. */
  public SmallRegistry() throws IOException {
    try (ServerSocket free = new ServerSocket()) {
      free.bind(address(0));
      port = free.getLocalPort();
    }
  }

  private static InetSocketAddress address(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  /** The same, started. */
  public SmallRegistry start() throws IOException {
    server = HttpServer.create(address(port), 0);
    server.createContext("/", this::answer);
    server.start();
    return this;
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How to reach it, without signing in. */
  public RegistryAccess access() {
    return new RegistryAccess(url(), "", "", "");
  }

  /**
   * Has a schema under an id, and as a version of a subject.
   *
   * @param more further keys of its page, such as {@code "schemaType":"JSON"}; empty for none
   */
  public void put(int id, String subject, int version, String schema, String more) {
    String page =
        "{\"id\":%d,\"schema\":%s%s}"
            .formatted(id, quoted(schema), more.isEmpty() ? "" : "," + more);
    pages.put("/schemas/ids/" + id, page);
    pages.put("/subjects/" + subject + "/versions/" + version, page);
    TreeMap<Integer, String> versions = subjects.computeIfAbsent(subject, any -> new TreeMap<>());
    versions.put(version, schema);
    pages.put("/subjects/" + subject + "/versions", versions.keySet().toString());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  /** Answers every question with this status from now on; 0 for its own answers. */
  public void failWith(int status) {
    failsWith = status;
  }

  /** Lets in only who says this in the header Authorization. */
  public void want(String authorization) {
    wants = authorization;
  }

  /** Whether it is a registry at all, or some other server that knows no page. */
  public void speakAsARegistry(boolean yes) {
    speaksAsARegistry = yes;
  }

  /** The pages that were asked for, in their order. */
  public List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    if (failsWith != 0) {
      send(exchange, failsWith, "out of order");
    } else if (wants != null
        && !wants.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{\"error_code\":40101,\"message\":\"Unauthorized\"}");
    } else if (!speaksAsARegistry) {
      send(exchange, 404, "<html>no such page</html>");
    } else if (pages.containsKey(path)) {
      send(exchange, 200, pages.get(path));
    } else {
      send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}
