package io.leakwatch.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leakwatch.console.Browser;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.local.CommandFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in without a login, by a proxy, and when the console does not start at all. */
class AccessRulesTest {

  @TempDir private Path folder;

  private static ConsoleSettings behindProxy(String proxies) {
    return ConsoleSettings.defaults()
        .with(ConsoleOptions.TRUSTED_PROXIES, List.of(proxies.split(" ")))
        .with(ConsoleOptions.USER_HEADER, "X-Forwarded-User")
        .with(ConsoleOptions.ROLE_HEADER, "X-Role");
  }

  @Test
  void onThisMachineNobodySignsInAndTheUserOfTheMachineLeads() {
    try (Door door = new Door(ConsoleSettings.defaults())) {
      Browser browser = door.browser();
      HttpResponse<String> me = browser.get("/api/me");

      assertThat(Browser.json(me).path("user").asText()).isEqualTo(System.getProperty("user.name"));
      assertThat(Browser.json(me).path("role").asText()).isEqualTo("lead");
      assertThat(Browser.json(me).path("login").asBoolean()).isFalse();
      assertThat(browser.post("/api/triage", Map.of()).statusCode()).isEqualTo(403);
      browser.with(Guard.CSRF, Browser.json(me).path("csrf").asText());
      assertThat(browser.post("/api/control", Map.of()).statusCode()).isEqualTo(200);
      assertThat(browser.post("/api/login", Map.of()).statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "127.0.0.1:8090, 200",
    "localhost:9000, 200",
    "LOCALHOST, 200",
    "[::1]:8090, 200",
    "attacker.example, 421",
    "attacker.example:8090, 421",
    "127.0.0.1.attacker.example:8090, 421",
    "localhost.attacker.example, 421",
    "192.0.2.7, 421"
  })
  void withoutLoginAnotherSitesNameForThisMachineIsRefused(String host, int status)
      throws Exception {
    try (Door door = new Door(ConsoleSettings.defaults())) {
      for (String path : List.of("/", "/api/me", "/api/alerts")) {
        assertThat(raw(door.port(), path, "Host: " + host))
            .as(path)
            .startsWith("HTTP/1.1 " + status);
      }
    }
  }

  private static String raw(int port, String path, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      String request =
          "GET %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n"
              .formatted(path, String.join("\r\n", headers));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aHeaderBesideTheProxysOwnIsRefused() throws IOException {
    try (Door door = new Door(behindProxy("127.0.0.1"))) {
      String host = "Host: console.example.org";
      String proxys = "X-Forwarded-User: vic";
      String browsers = "X-Forwarded-User: lea";

      assertThat(raw(door.port(), "/api/me", host, proxys)).startsWith("HTTP/1.1 200");
      assertThat(raw(door.port(), "/api/me", host, browsers, proxys)).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void aTrustedProxySaysWhoAsksAndWhatTheyMay() {
    try (Door door = new Door(behindProxy("127.0.0.1"))) {
      Browser browser = door.browser().with("X-Forwarded-User", "mara@example.org");
      assertThat(Browser.json(browser.get("/api/me")).path("role").asText()).isEqualTo("viewer");

      HttpResponse<String> me = browser.with("X-Role", "analyst").get("/api/me");
      assertThat(Browser.json(me).path("user").asText()).isEqualTo("mara@example.org");
      assertThat(Browser.json(me).path("role").asText()).isEqualTo("analyst");
      assertThat(Browser.json(me).path("login").asBoolean()).isFalse();
      assertThat(browser.post("/api/triage", Map.of()).statusCode()).isEqualTo(403);
      browser.with(Guard.CSRF, Browser.json(me).path("csrf").asText());
      assertThat(browser.post("/api/triage", Map.of()).statusCode()).isEqualTo(200);
      assertThat(browser.with("X-Forwarded-User", "vic").post("/api/triage", Map.of()).statusCode())
          .as("with another's token")
          .isEqualTo(403);
      assertThat(browser.with("X-Role", "root").get("/api/me").statusCode()).isEqualTo(403);
      assertThat(door.browser().get("/api/me").statusCode()).as("no name").isEqualTo(401);
      assertThat(
              door.browser().with("X-Forwarded-User", "x".repeat(101)).get("/api/me").statusCode())
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 401",
    "127.0.0.2, 401",
    "10.0.0.0/8 192.0.2.0/24, 401",
    "127.0.0.0/8, 200",
    "10.0.0.0/8 127.0.0.1/32, 200"
  })
  void whoIsNoTrustedProxyIsNotBelieved(String trusted, int status) {
    try (Door door = new Door(behindProxy(trusted))) {
      HttpResponse<String> answer =
          door.browser()
              .with("X-Forwarded-User", "root")
              .with("X-Forwarded-For", "127.0.0.1")
              .get("/api/me");

      assertThat(answer.statusCode()).isEqualTo(status);
    }
  }

  @Test
  void behindAProxyThatSaysHttpsTheCookieIsForHttpsAlone() {
    Path users = Door.users(folder.resolve("users"), "mara:analyst");
    ConsoleSettings settings = Door.withUsers(users);
    try (Door trusting =
            new Door(settings.with(ConsoleOptions.TRUSTED_PROXIES, List.of("127.0.0.1")));
        Door plain = new Door(settings)) {
      assertThat(cookie(trusting.browser().with("X-Forwarded-Proto", "https"))).contains("Secure");
      assertThat(cookie(trusting.browser().with("X-Forwarded-Proto", "http"))).isNotEmpty();
      assertThat(cookie(plain.browser().with("X-Forwarded-Proto", "https")))
          .doesNotContain("Secure");
    }
  }

  private static String cookie(Browser browser) {
    return browser.signIn("mara", Door.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
  }

  @Test
  void manyFailuresOfOneAddressMakeItWaitWhateverTheNames() {
    HandClock clock = new HandClock();
    LoginLimit limit = new LoginLimit(clock, 20, Duration.ofMinutes(15), Duration.ofHours(1));
    for (int i = 0; i < 19; i++) {
      limit.failed("192.0.2.7");
    }
    assertThat(limit.waits("192.0.2.7")).isZero();
    limit.failed("192.0.2.7");
    assertThat(limit.waits("192.0.2.7")).isEqualTo(Duration.ofSeconds(1));
    assertThat(limit.waits("192.0.2.8")).isZero();
    for (int i = 0; i < 40; i++) {
      limit.failed("192.0.2.7");
    }
    assertThat(limit.waits("192.0.2.7")).isEqualTo(Duration.ofMinutes(15));
    clock.pass(Duration.ofMinutes(61));
    limit.failed("192.0.2.7");
    assertThat(limit.waits("192.0.2.7")).as("an hour later").isZero();
  }

  @Test
  void madeUpKeysTakeNoMoreRoomThanThereIs() {
    LoginLimit limit =
        new LoginLimit(new HandClock(), 1, Duration.ofMinutes(5), Duration.ofHours(1));
    for (int i = 0; i < 10_001; i++) {
      limit.failed("made-up-" + i);
    }
    assertThat(limit.waits("made-up-0")).isZero();
    assertThat(limit.waits("made-up-1")).isPositive();
    assertThat(limit.waits("made-up-10000")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  void whatOthersCanReachDoesNotStartWithoutALogin(String host) {
    ConsoleSettings open = ConsoleSettings.defaults().with(ConsoleOptions.HOST, host);

    assertThatThrownBy(() -> new Door(open))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("people must sign in")
        .hasMessageContaining("console user add");
  }

  @Test
  void aHeaderThatAnybodyCouldSendIsRefused() {
    assertThatThrownBy(
            () ->
                new Door(
                    ConsoleSettings.defaults()
                        .with(ConsoleOptions.HOST, "0.0.0.0")
                        .with(ConsoleOptions.USER_HEADER, "X-Forwarded-User")))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("anybody could send it");
  }

  @Test
  void aUsersFileThatOthersMayReadIsRefused() throws IOException {
    Path users = Door.users(folder.resolve("users"), "mara:analyst");
    Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> new Door(Door.withUsers(users)))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("chmod 600");
    assertThatThrownBy(() -> new Door(Door.withUsers(folder.resolve("none"))))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("there is no users file");
    assertThatThrownBy(() -> new Door(Door.withUsers(Door.users(folder.resolve("empty")))))
        .isInstanceOf(CommandFault.class)
        .hasMessageContaining("there is nobody");
  }
}
