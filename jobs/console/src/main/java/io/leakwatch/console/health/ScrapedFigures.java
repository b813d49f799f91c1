package io.leakwatch.console.health;

import io.leakwatch.local.live.Scrape;
import io.leakwatch.pipeline.metrics.JobMetric;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The job's figures, from where Flink's reporter for Prometheus exposes them. */
public final class ScrapedFigures implements JobFigures {

  private static final Duration TO_ANSWER = Duration.ofSeconds(3);

  /** However many pages look, the job is asked no more often. */
  private static final Duration KEPT = Duration.ofSeconds(4);

  /** A process of fifty subtasks exposes about two. */
  private static final int MOST_BYTES = 16 << 20;

  /** What one process answered; a fault says why it did not. */
  private record Part(String where, Scrape scrape, String fault) {}

  private final List<URI> processes;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TO_ANSWER)
          .build();
  private JobHealth last;
  private long asked;

  public ScrapedFigures(List<String> urls, Clock clock) {
    this.processes = urls.stream().distinct().map(URI::create).toList();
    this.clock = clock;
  }

  @Override
  public synchronized JobHealth now() {
    if (processes.isEmpty()) {
      return new JobHealth(
          false,
          "console.metrics names no address of the job's metrics, so its figures are not shown",
          null);
    }
    if (last == null || clock.millis() - asked >= KEPT.toMillis()) {
      asked = clock.millis();
      last = ask();
    }
    return last;
  }

  private JobHealth ask() {
    List<CompletableFuture<Part>> answers = processes.stream().map(this::ask).toList();
    List<String> faults = new ArrayList<>();
    List<Scrape.Sample> samples = new ArrayList<>();
    for (CompletableFuture<Part> answer : answers) {
      Part part = answer.join();
      if (part.fault() == null) {
        samples.addAll(part.scrape().samples());
      } else {
        faults.add(part.where() + " " + part.fault());
      }
    }
    String error = faults.isEmpty() ? null : String.join("; ", faults);
    if (faults.size() == processes.size()) {
      return new JobHealth(false, error, null);
    }
    Map<String, Long> figures = figures(new Scrape("", samples));
    if (figures.isEmpty() && error == null) {
      error = "no metrics of the job are exposed there; is it running?";
    }
    return new JobHealth(true, error, figures.isEmpty() ? null : figures);
  }

  private static Map<String, Long> figures(Scrape all) {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (JobMetric metric : SUMS) {
      if (all.has(metric.prometheusName())) {
        figures.put(metric.metricName(), Math.round(all.sum(metric.prometheusName())));
      }
    }
    for (JobMetric metric : WORST) {
      if (all.has(metric.prometheusName())) {
        figures.put(metric.metricName(), Math.round(all.max(metric.prometheusName())));
      }
    }
    return figures;
  }

  private CompletableFuture<Part> ask(URI url) {
    String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    HttpRequest request = HttpRequest.newBuilder(url).timeout(TO_ANSWER).build();
    return http.sendAsync(request, BodyHandlers.ofInputStream())
        .thenApplyAsync(answer -> new Part(where, scrape(answer), null))
        .orTimeout(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(fault -> new Part(where, null, words(fault)));
  }

  private static Scrape scrape(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        throw new IllegalArgumentException("answers with status " + answer.statusCode());
      }
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException("exposes more than 16 MB; it is no process of the job");
      }
      return parsed(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException fault) {
      throw new CompletionException(fault);
    }
  }

  private static Scrape parsed(String text) {
    try {
      return Scrape.of(text);
    } catch (IllegalArgumentException other) {
      throw new IllegalArgumentException(
          "does not answer in Prometheus' text format; check console.metrics", other);
    }
  }

  private static String words(Throwable fault) {
    Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
    return cause instanceof IllegalArgumentException
        ? cause.getMessage()
        : "cannot be reached, or does not answer within 3 s";
  }
}
