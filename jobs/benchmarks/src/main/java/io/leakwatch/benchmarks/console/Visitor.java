package io.leakwatch.benchmarks.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Asks a console for pages, as a browser does, and times the answers. */
final class Visitor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI console;

  Visitor(URI console) {
    this.console = console;
  }

  /** What it answers to a path such as {@code api/alerts?view=all}. */
  JsonNode answer(String path) throws InterruptedException {
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(console.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new CommandFault(
            "the console answers %s with status %d".formatted(path, response.statusCode()));
      }
      return JSON.readTree(response.body());
    } catch (IOException fault) {
      throw new CommandFault("the console does not answer: " + fault.getMessage(), fault);
    }
  }

  /**
   * How long whole answers take, in milliseconds.
   *
   * @param times how often it is asked, one after the other
   */
  List<Long> times(String path, int times) throws InterruptedException {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long began = System.nanoTime();
      answer(path);
      millis.add((System.nanoTime() - began) / 1_000_000);
    }
    return millis;
  }
}
