package io.leakwatch.console.handover;

import io.leakwatch.console.config.WebhookOptions;
import io.leakwatch.console.config.WebhookRule;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Where a rule's messages go. */
final class Receiver {

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  /** Receivers are asked to answer at once, and to work afterwards. */
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);

  /**
   * These are about what was sent. About all else, such as who may send, somebody can do a thing.
   */
  private static final Set<Integer> ABOUT_THE_MESSAGE = Set.of(400, 413, 415, 422);

  private final URI url;
  private final Signature signature;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TO_CONNECT)
          .build();

  Receiver(WebhookRule rule, Clock clock) {
    this.url = rule.url();
    String secret = rule.get(WebhookOptions.SECRET);
    this.signature = secret.isEmpty() ? null : new Signature(secret);
    this.clock = clock;
  }

  /** All of the URL that may be shown. */
  String host() {
    return url.getHost();
  }

  /** Sends a message, and waits for the answer, 10 s at most. */
  Answer send(Message message) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request(message), BodyHandlers.discarding());
    try {
      return answer(answer.get(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException slow) {
      return new Answer.Later("does not answer within 10 s");
    } catch (ExecutionException fault) {
      return new Answer.Later(words(fault.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(Message message) {
    long seconds = clock.millis() / 1_000;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(TO_ANSWER)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "leakwatch")
            .header("Idempotency-Key", message.key())
            .header("webhook-id", message.key())
            .header("webhook-timestamp", Long.toString(seconds))
            .POST(BodyPublishers.ofString(message.body()));
    if (signature != null) {
      request.header("webhook-signature", signature.of(message, seconds));
    }
    return request.build();
  }

  private static Answer answer(int status) {
    if (status / 100 == 2) {
      return new Answer.Taken();
    }
    String words = "answers with status " + status;
    if (ABOUT_THE_MESSAGE.contains(status)) {
      return new Answer.Never(words);
    }
    return new Answer.Later(
        status / 100 == 3 ? words + ", a redirect; give the address it leads to" : words);
  }

  /** Messages of the client's faults may hold the URL. */
  private static String words(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "no such host is known";
      }
      if (cause instanceof SSLException) {
        return "its certificate is not trusted, or it speaks no TLS";
      }
      if (cause instanceof HttpTimeoutException) {
        return "cannot be reached, or does not answer in time";
      }
    }
    return "cannot be reached, or breaks off";
  }
}
