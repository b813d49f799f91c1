package io.leakwatch.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.leakwatch.console.access.HandClock;
import io.leakwatch.pipeline.metrics.JobMetric;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What processes expose over http, as one. */
class ScrapedFiguresTest {

  private final HandClock clock = new HandClock();
  private final Map<String, String> exposed = new ConcurrentHashMap<>();
  private HttpServer server;
  private String root;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    root = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/",
        exchange -> {
          String text = exposed.get(exchange.getRequestURI().getPath());
          byte[] bytes = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(text == null ? 404 : 200, bytes.length + 0L);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private static String sample(JobMetric metric, String labels, String value) {
    return "%s{%s} %s\n".formatted(metric.prometheusName(), labels, value);
  }

  private ScrapedFigures of(String... paths) {
    return new ScrapedFigures(List.of(paths).stream().map(path -> root + path).toList(), clock);
  }

  @Test
  void countsAreThoseOfAllSubtasksAndAgesThoseOfTheWorst() {
    exposed.put(
        "/one",
        "# HELP x y\n"
            + sample(JobMetric.RECEIVED, "subtask_index=\"0\"", "10.0")
            + sample(JobMetric.RECEIVED, "subtask_index=\"1\"", "5.0")
            + sample(JobMetric.CHECKPOINT_AGE_MS, "subtask_index=\"0\"", "900.0"));
    exposed.put(
        "/two",
        sample(JobMetric.RECEIVED, "subtask_index=\"2\"", "1.0E3")
            + sample(JobMetric.RECORDS_LAG, "topic=\"a {b}\",partition=\"0\"", "7.0")
            + sample(JobMetric.CHECKPOINT_AGE_MS, "subtask_index=\"1\"", "1200.0"));
    JobHealth health = of("/one", "/two", "/one").now();

    assertThat(health.reachable()).isTrue();
    assertThat(health.error()).isNull();
    assertThat(health.figures())
        .isEqualTo(Map.of("received", 1_015L, "records_lag", 7L, "checkpoint_age_ms", 1_200L));
  }

  @Test
  void aProcessThatDoesNotAnswerIsNamedWithoutItsSecrets() {
    exposed.put("/one", sample(JobMetric.RECEIVED, "a=\"b\"", "1"));
    JobHealth health = of("/one", "/very-secret").now();

    assertThat(health.reachable()).isTrue();
    assertThat(health.error()).contains("127.0.0.1:", "answers with status 404");
    assertThat(health.error()).doesNotContain("very-secret");
    assertThat(health.figures()).containsEntry("received", 1L);
  }

  @Test
  void whatIsNoJobIsSaidToBeNone() {
    exposed.put("/page", "<html>not metrics</html>");
    exposed.put("/other", "process_cpu_seconds_total 4.5\n");

    assertThat(of("/page").now())
        .isEqualTo(
            new JobHealth(
                false,
                root.substring("http://".length())
                    + " does not answer in Prometheus' text format; check console.metrics",
                null));
    assertThat(of("/other").now())
        .isEqualTo(
            new JobHealth(true, "no metrics of the job are exposed there; is it running?", null));
    assertThat(new ScrapedFigures(List.of(), clock).now().error())
        .contains("console.metrics names");
    assertThat(new ScrapedFigures(List.of("http://127.0.0.1:1/metrics"), clock).now().error())
        .isEqualTo("127.0.0.1:1 cannot be reached, or does not answer within 3 s");
  }

  @Test
  void theJobIsNotAskedMoreOftenThanItHasToBe() {
    exposed.put("/one", sample(JobMetric.RECEIVED, "a=\"b\"", "1"));
    ScrapedFigures figures = of("/one");
    assertThat(figures.now().figures()).containsEntry("received", 1L);
    exposed.put("/one", sample(JobMetric.RECEIVED, "a=\"b\"", "2"));

    clock.pass(Duration.ofSeconds(3));
    assertThat(figures.now().figures()).containsEntry("received", 1L);
    clock.pass(Duration.ofSeconds(1));
    assertThat(figures.now().figures()).containsEntry("received", 2L);
  }
}
