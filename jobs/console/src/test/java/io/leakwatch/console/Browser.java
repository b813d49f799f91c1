package io.leakwatch.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Asks a server what a browser would ask, with the cookies and headers that a test wants. */
public final class Browser {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String root;
  private final HttpClient http;
  private final Map<String, String> headers = new LinkedHashMap<>();

  public Browser(URI server) {
    this(server, HttpClient.newBuilder());
  }

  /** One that trusts what a test made. */
  public Browser(URI server, SSLContext trusting) {
    this(server, HttpClient.newBuilder().sslContext(trusting));
  }

  private Browser(URI server, HttpClient.Builder http) {
    this.root = server.toString().replaceAll("/$", "");
    this.http = http.followRedirects(HttpClient.Redirect.NEVER).build();
  }

  /** Sends this with every request from now on; null for no longer. */
  public Browser with(String header, String value) {
    if (value == null) {
      headers.remove(header);
    } else {
      headers.put(header, value);
    }
    return this;
  }

  public HttpResponse<String> get(String path) {
    return send("GET", path, null);
  }

  public HttpResponse<String> post(String path, Object body) {
    return send("POST", path, body);
  }

  public HttpResponse<String> send(String method, String path, Object body) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(20));
      headers.forEach(request::header);
      if (body != null) {
        request.header("Content-Type", "application/json");
      }
      request.method(
          method,
          body == null
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString(JSON.writeValueAsString(body)));
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException fault) {
      throw new AssertionError(method + " " + path, fault);
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new AssertionError(fault);
    }
  }

  /** What an answer says. */
  public static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException fault) {
      throw new AssertionError(answer.body(), fault);
    }
  }

  /** Signs in, and sends the session and its token from now on. */
  public HttpResponse<String> signIn(String name, String password) {
    HttpResponse<String> answer = post("/api/login", Map.of("name", name, "password", password));
    answer
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(cookie -> with("Cookie", cookie.substring(0, cookie.indexOf(';'))));
    if (answer.statusCode() == 204) {
      with("X-Leakwatch-CSRF", json(get("/api/me")).path("csrf").asText());
    }
    return answer;
  }
}
