package io.leakwatch.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.console.feed.Change;
import io.leakwatch.console.feed.FeedStatus;
import io.leakwatch.console.server.Address;
import io.leakwatch.console.server.Caller;
import io.leakwatch.console.server.WebServer;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A console's data with its web server, as whoever asks gives a name in a header. */
public final class DeskGround implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public final AlertDesk desk;
  public final List<Change> changes = new CopyOnWriteArrayList<>();
  private final WebServer server;

  private DeskGround(Path folder, KafkaOptions kafka) {
    JobConfig defaults = JobConfig.defaults();
    desk =
        AlertDesk.open(
            folder, new JobConfig(defaults.job(), kafka, defaults.runtime()), changes::add);
    desk.start();
    server =
        WebServer.start(
            Address.of("127.0.0.1", 0),
            routes ->
                routes.before(
                    "/api/*",
                    request -> {
                      String user = request.header("X-User");
                      request.attribute(Caller.USER, user == null ? "ann" : user);
                      request.attribute(Caller.ROLE, "lea".equals(user) ? "lead" : "analyst");
                    }),
            desk.routes());
  }

  /** Opened, but it may not have read anything yet. */
  public static DeskGround open(Path folder, KafkaOptions kafka) {
    return new DeskGround(folder, kafka);
  }

  /** Waits until all was read that was there. */
  public DeskGround caughtUp() {
    await()
        .untilAsserted(
            () -> assertThat(desk.feed().status()).matches(FeedStatus::caughtUp, "caught up"));
    return this;
  }

  public static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(12))
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO);
  }

  /** An answer with its status. */
  public record Answer(int status, String type, String text) {

    public JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException fault) {
        throw new AssertionError("not JSON: " + text, fault);
      }
    }

    public String error() {
      return json().path("error").asText();
    }
  }

  public static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public Answer get(String path) {
    return send("ann", request(path).GET());
  }

  public JsonNode json(String path) {
    Answer answer = get(path);
    if (answer.status() != 200) {
      throw new AssertionError(path + " gives " + answer);
    }
    return answer.json();
  }

  public Answer post(String user, String path, String body) {
    return send(user, request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer delete(String user, String path) {
    return send(user, request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri().toString() + path.substring(1)));
  }

  private static Answer send(String user, HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.header("X-User", user).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException fault) {
      throw new AssertionError("the server does not answer", fault);
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", fault);
    }
  }

  @Override
  public void close() {
    server.close();
    desk.close();
  }
}
