package io.leakwatch.pipeline.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Asks a schema registry over the API that Confluent's has, and Apicurio's offers. Each question is
 * one GET.
 */
public final class RegistryClient {

  /** Schemas have kilobytes. */
  private static final int LONGEST_ANSWER = 4 << 20;

  private static final Duration TO_ANSWER = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryAccess access;
  private final HttpClient http;

  /** A client that has not asked anything yet. */
  public RegistryClient(RegistryAccess access) {
    this.access = access;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // Whoever redirects must not get the password, too.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TO_ANSWER)
            .build();
  }

  String url() {
    return access.url();
  }

  /**
   * The schema of an id, with those that it refers to.
   *
   * @throws RegistryAway if it is to be asked again
   */
  public Answer schema(int id) throws RegistryAway, InterruptedException {
    return schemaAt("/schemas/ids/" + id);
  }

  /**
   * A version of a subject.
   *
   * @throws RegistryAway if it is to be asked again
   */
  public Answer schema(String subject, int version) throws RegistryAway, InterruptedException {
    return schemaAt(ofSubject(subject) + "/" + version);
  }

  /**
   * The versions that a subject has; none if there is no such subject.
   *
   * @throws RegistryAway if it is to be asked again
   */
  public List<Integer> versions(String subject) throws RegistryAway, InterruptedException {
    List<Integer> versions = new ArrayList<>();
    get(ofSubject(subject)).ifPresent(page -> page.forEach(each -> versions.add(each.asInt())));
    return versions;
  }

  static String ofSubject(String subject) {
    String encoded = URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    return "/subjects/" + encoded + "/versions";
  }

  private Answer schemaAt(String path) throws RegistryAway, InterruptedException {
    Optional<JsonNode> page = get(path);
    return page.isEmpty() ? new Answer.Unknown() : new Imports(this).schema(page.get());
  }

  /** Empty where there is no such page in the registry. */
  Optional<JsonNode> get(String path) throws RegistryAway, InterruptedException {
    HttpResponse<InputStream> answer = send(path);
    int status = answer.statusCode();
    Optional<JsonNode> page = body(answer);
    if (status == 200) {
      return Optional.of(
          page.orElseThrow(() -> away("answers with what is no JSON; is it a schema registry?")));
    }
    if (status == 404) {
      if ((page.isPresent() && page.get().has("error_code")) || hasSubjects()) {
        return Optional.empty();
      }
      throw away(
          "has no schema registry at this path (status 404); Apicurio's is at /apis/ccompat/v7");
    }
    throw away(refusal(status, answer));
  }

  /** A 404 without a registry's own words may come from anything that speaks HTTP. */
  private boolean hasSubjects() throws RegistryAway, InterruptedException {
    HttpResponse<InputStream> answer = send("/subjects");
    return answer.statusCode() != 404 && body(answer).isPresent();
  }

  private static String refusal(int status, HttpResponse<InputStream> answer) {
    if (status == 401 || status == 403) {
      return "does not let the job in (status %d); check source.registry.user and .password, or .token"
          .formatted(status);
    }
    if (status >= 300 && status < 400) {
      return "sends the job on to %s (status %d); set source.registry.url to where it really is"
          .formatted(answer.headers().firstValue("location").orElse("another place"), status);
    }
    return "answers with status " + status;
  }

  private HttpResponse<InputStream> send(String path) throws RegistryAway, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(access.page(path))
            .timeout(TO_ANSWER)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    access.authorization().ifPresent(words -> request.header("Authorization", words));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException fault) {
      throw away("does not answer within %d s".formatted(TO_ANSWER.toSeconds()));
    } catch (ConnectException fault) {
      throw away("takes no connections");
    } catch (SSLException fault) {
      throw away("speaks no TLS with the job: " + fault.getMessage());
    } catch (IOException fault) {
      throw away("cannot be reached: " + fault.getMessage());
    }
  }

  /** Empty for what is no JSON. */
  private Optional<JsonNode> body(HttpResponse<InputStream> answer) throws RegistryAway {
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(LONGEST_ANSWER);
      JsonNode page = JSON.readTree(bytes);
      return page.isContainerNode() ? Optional.of(page) : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    } catch (IOException fault) {
      throw away("broke off its answer: " + fault.getMessage());
    }
  }

  private RegistryAway away(String words) {
    return new RegistryAway("the schema registry at %s %s".formatted(access.url(), words));
  }
}
