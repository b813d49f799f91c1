package io.leakwatch.console.handover;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

/** A receiver that keeps what it gets, and answers as a test wants. */
final class Inbox implements AutoCloseable {

  /** A request. */
  record Letter(String key, String timestamp, String signature, String body) {}

  private final HttpServer server;
  private final List<Letter> letters = new CopyOnWriteArrayList<>();

  /** Takes the number of a request, from 0; gives the answer's status. */
  volatile IntUnaryOperator answers = number -> 200;

  Inbox() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.createContext("/", this::take);
    server.start();
  }

  private synchronized void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int status = answers.applyAsInt(letters.size());
    letters.add(
        new Letter(
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            body));
    exchange.getResponseHeaders().add("Location", url("/elsewhere"));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Letter> letters() {
    return List.copyOf(letters);
  }

  List<String> keys() {
    return letters.stream().map(Letter::key).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
