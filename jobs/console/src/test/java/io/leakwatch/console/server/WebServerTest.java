package io.leakwatch.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.leakwatch.console.Browser;
import io.leakwatch.local.CommandFault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server without anything behind it, asked over a real socket. */
class WebServerTest {

  private static WebServer server;
  private static Browser browser;

  @BeforeAll
  static void start() {
    server =
        WebServer.start(Address.of("127.0.0.1", 0), routes -> {}, List.of(WebServerTest::answers));
    browser = new Browser(server.uri());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static void answers(RoutesConfig routes) {
    routes.get("/api/echo/{id}", request -> request.json(Map.of("id", request.pathParam("id"))));
    routes.get(
        "/api/null",
        request -> {
          Map<String, Object> value = new HashMap<>();
          value.put("nothing", null);
          request.json(value);
        });
    routes.post("/api/echo", request -> request.json(Map.of("letters", request.body().length())));
    routes.get(
        "/api/wrong",
        request -> {
          throw new BadRequestResponse("severity: 'x' is none; take HIGH");
        });
    routes.get(
        "/api/broken",
        request -> {
          throw new IllegalStateException("select * from secret_table");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/queue", "/alerts/8f2e", "/entities/ADDRESS/203.0.113.7", "/a/evil.js"})
  void everyPathThatIsNoFileIsThePage(String path) {
    HttpResponse<String> answer = browser.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
    assertThat(answer.body()).containsIgnoringCase("<!doctype html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%2e%2e/tables.sql",
        "/..%2fConsole.class",
        "/%2e%2e%2f%2e%2e%2flogback.xml",
        "/x/../../logback.xml",
        "/..;/logback.xml",
        "/%5c..%5clogback.xml",
        "/index.html%00.js"
      })
  void noPathLeadsOutOfThePage(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1", "Connection: close", "", "");

    assertThat(answer.lines().findFirst().orElseThrow()).matches("HTTP/1.1 (200|400).*");
    assertThat(answer).doesNotContain("<configuration", "create table", "Jetty");
  }

  @ParameterizedTest
  @CsvSource({
    "lit/index.js, text/javascript, lit-html",
    "lit-html/directives/repeat.js, text/javascript, repeat",
    "lit-element/lit-element.js, text/javascript, LitElement",
    "reactive-element/reactive-element.js, text/javascript, ReactiveElement",
    "uplot/dist/uPlot.esm.js, text/javascript, uPlot",
    "uplot/dist/uPlot.min.css, text/css, uplot",
    "world.json, application/json, FeatureCollection"
  })
  void theLibrariesAreServedFromHere(String path, String type, String holds) {
    HttpResponse<String> answer = browser.get("/lib/" + path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(answer.body()).contains(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/lib/lit/../pom.xml",
        "/lib/echarts/package.json",
        "/lib/lit",
        "/lib/x/y.js",
        "/api/x"
      })
  void whatIsNotThereIsSaidAsJson(String path) {
    HttpResponse<String> answer = browser.get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(Browser.json(answer).path("error").asText()).isNotBlank();
  }

  @Test
  void aFileIsSentCompressedAndOnlyOnce() {
    Browser modern = new Browser(server.uri()).with("Accept-Encoding", "gzip");
    HttpResponse<String> first = modern.get("/lib/world.json");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = modern.with("If-None-Match", tag).get("/lib/world.json");

    assertThat(first.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/lib/lit/index.js", "/api/null", "/api/nothing-here", "/api/broken"})
  void everyAnswerForbidsWhatThePageDoesNotNeed(String path) {
    HttpResponse<String> answer = browser.get(path);
    Map<String, String> headers =
        answer.headers().map().entrySet().stream()
            .collect(
                Collectors.toMap(header -> header.getKey(), header -> header.getValue().get(0)));

    assertThat(headers.get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .contains("base-uri 'none'", "connect-src 'self'")
        .doesNotContain("unsafe");
    assertThat(headers)
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("cross-origin-opener-policy", "same-origin")
        .containsEntry("cross-origin-resource-policy", "same-origin")
        .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
  }

  @Test
  void thePagesImportMapAloneMayStandInThePage() throws Exception {
    String map = "\n{\"imports\": {\"lit\": \"/lib/lit/index.js\"}}\n";
    String page = "<html><script type=\"importmap\">" + map + "</script>";
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8));

    assertThat(new SecurityHeaders(page).policy())
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';");
    assertThat(new SecurityHeaders("<html>").policy()).contains("script-src 'self';");
  }

  @ParameterizedTest
  @CsvSource({
    "%2Fapi%2Fv1%2Fusers, /api/v1/users",
    "100%25, 100%",
    "a%0Ab, 'a\nb'",
    "%3Cscript%3E, <script>",
    "a%3Bb, a;b",
    "%E2%80%AE, '\u202e'",
    "a%5Cb, a\\b"
  })
  void anIdMayHoldAnyLetters(String written, String id) {
    assertThat(Browser.json(browser.get("/api/echo/" + written)).path("id").asText()).isEqualTo(id);
  }

  @Test
  void nullsAreWritten() {
    assertThat(browser.get("/api/null").body()).isEqualTo("{\"nothing\":null}");
  }

  @Test
  void aMistakeIsSaidAndAFaultIsNot() {
    HttpResponse<String> mistake = browser.get("/api/wrong");
    HttpResponse<String> fault = browser.get("/api/broken");

    assertThat(mistake.statusCode()).isEqualTo(400);
    assertThat(mistake.body()).isEqualTo("{\"error\":\"severity: 'x' is none; take HIGH\"}");
    assertThat(fault.statusCode()).isEqualTo(500);
    assertThat(fault.body()).doesNotContain("secret_table", "IllegalState", "at io.");
    assertThat(Browser.json(fault).path("error").asText()).contains("its log says why under");
  }

  @Test
  void aBodyHasABound() throws Exception {
    String most = "x".repeat(Bounds.LARGEST_BODY - 2);

    assertThat(browser.post("/api/echo", most).statusCode()).isEqualTo(200);
    assertThat(browser.post("/api/echo", most + "x").statusCode()).isEqualTo(413);
    assertThat(
            raw(
                "POST /api/echo HTTP/1.1",
                "Connection: close",
                "Transfer-Encoding: chunked",
                "",
                "1",
                "x",
                "0",
                "",
                ""))
        .startsWith("HTTP/1.1 411");
  }

  @Test
  void aPortInUseIsSaidInWords() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address taken = Address.of("127.0.0.1", other.getLocalPort());

      assertThatThrownBy(() -> WebServer.start(taken, routes -> {}, List.of()))
          .isInstanceOf(CommandFault.class)
          .hasMessageContaining("cannot listen on 127.0.0.1 port " + other.getLocalPort())
          .hasMessageContaining("--port");
    }
    assertThatThrownBy(
            () -> WebServer.start(Address.of("no-such-host.invalid", 0), routes -> {}, List.of()))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("console.host");
  }

  private static String raw(String... lines) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      write(socket, lines);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A request, to which its host is added. */
  static void write(Socket socket, String... lines) throws Exception {
    lines[0] += "\r\nHost: localhost";
    socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
  }
}
