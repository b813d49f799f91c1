package io.leakwatch.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.Browser;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins, sessions and roles, over a real socket; only the clock is set by hand. */
class SignInTest {

  @TempDir private Path folder;
  private Path users;
  private Door door;

  @BeforeEach
  void start() {
    users = Door.users(folder.resolve("users"), "mara:analyst", "vic:viewer", "lea:lead");
    door = new Door(Door.withUsers(users));
  }

  @AfterEach
  void end() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/me",
        "/api/alerts",
        "/api/events",
        "/api/nothing",
        "/api",
        "/API/me",
        "//api/me"
      })
  void nothingIsSaidToWhomNobodyKnows(String path) {
    HttpResponse<String> answer = door.browser().get(path);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Browser.json(answer).path("error").asText()).contains("sign in");
  }

  @Test
  void thePageItselfIsForEverybody() {
    assertThat(door.browser().get("/queue").statusCode()).isEqualTo(200);
    assertThat(door.browser().get("/lib/lit/index.js").statusCode()).isEqualTo(200);
  }

  @Test
  void whoSignsInIsKnown() {
    Browser browser = door.browser();
    HttpResponse<String> login = browser.signIn("mara", Door.PASSWORD);
    HttpResponse<String> me = browser.get("/api/me");

    assertThat(login.statusCode()).isEqualTo(204);
    assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("leakwatch_" + door.port() + "=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/")
        .doesNotContain("Secure", "Max-Age", "Expires");
    assertThat(Browser.json(me).path("user").asText()).isEqualTo("mara");
    assertThat(Browser.json(me).path("role").asText()).isEqualTo("analyst");
    assertThat(Browser.json(me).path("login").asBoolean()).isTrue();
    assertThat(Browser.json(me).path("detectors").size()).isGreaterThan(15);
    assertThat(Browser.json(browser.post("/api/triage", Map.of())).path("user").asText())
        .isEqualTo("mara");
  }

  @ParameterizedTest
  @CsvSource({
    "mara, wrong horse battery",
    "nobody, correct horse battery",
    "'', ''",
    "MARA, correct horse battery"
  })
  void aWrongNameAndAWrongPasswordGetTheSameAnswer(String name, String password) {
    HttpResponse<String> answer = door.browser().signIn(name, password);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"error\":\"name or password is wrong; try again\"}");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void whoSendsALoginSlowlyHoldsUpNobodyWhoIsIn() throws Exception {
    Browser known = door.browser();
    known.signIn("mara", Door.PASSWORD);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 80; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
        socket.setSoTimeout(10_000);
        slow.add(socket);
        String begin =
            "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{";
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
      }
      // The last of them is refused, so that all before have come in.
      InputStream last = slow.get(79).getInputStream();
      assertThat(new String(last.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 429");
      assertThat(known.get("/api/alerts").statusCode()).isEqualTo(200);
      assertThat(door.browser().signIn("vic", Door.PASSWORD).statusCode()).isEqualTo(429);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "5", "{\"name\":{}}", "{\"name\":\"mara\"}"})
  void whatIsNoLoginIsRefused(String body) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(door.uri().resolve("/api/login"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isIn(400, 401);
    assertThat(Browser.json(answer).path("error").asText()).isNotBlank();
  }

  @Test
  void anUnknownNameTakesAsLongAsAKnownOne() {
    User known = User.of("mara", Role.ANALYST, Door.PASSWORD.toCharArray());
    char[] wrong = "wrong horse battery".toCharArray();
    long began = System.nanoTime();
    boolean right = User.isPassword(known, wrong);
    long ofKnown = System.nanoTime() - began;
    began = System.nanoTime();
    boolean nobody = User.isPassword(null, wrong);
    long ofNobody = System.nanoTime() - began;

    assertThat(right || nobody).isFalse();
    // Without a check of its own it would take a ten thousandth.
    assertThat(ofNobody).isGreaterThan(ofKnown / 5);
  }

  @Test
  void aForgedOrAlteredCookieIsNoSession() {
    Browser browser = door.browser();
    String cookie =
        browser.signIn("mara", Door.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
    String session = cookie.substring(0, cookie.indexOf(';'));
    String other = session.charAt(session.length() - 2) == 'A' ? "B" : "A";
    String altered =
        session.substring(0, session.length() - 2) + other + session.charAt(session.length() - 1);

    assertThat(browser.get("/api/alerts").statusCode()).isEqualTo(200);
    assertThat(browser.with("Cookie", altered).get("/api/alerts").statusCode()).isEqualTo(401);
    assertThat(browser.with("Cookie", "leakwatch_" + door.port() + "=").get("/api/me").statusCode())
        .isEqualTo(401);
    assertThat(
            browser
                .with("Cookie", session.replace("_" + door.port(), ""))
                .get("/api/me")
                .statusCode())
        .isEqualTo(401);
    assertThat(session.substring(session.indexOf('=') + 1)).hasSizeGreaterThanOrEqualTo(43);
  }

  @Test
  void aSessionEndsWhenItIsIdleAndWhenItIsOld() {
    Browser browser = door.browser();
    browser.signIn("mara", Door.PASSWORD);
    for (int hour = 0; hour < 6; hour++) {
      door.clock.pass(Duration.ofMinutes(119));
      assertThat(browser.get("/api/alerts").statusCode()).isEqualTo(200);
    }
    door.clock.pass(Duration.ofMinutes(6));
    assertThat(browser.get("/api/alerts").statusCode()).as("12 h old").isEqualTo(401);

    browser.signIn("mara", Door.PASSWORD);
    door.clock.pass(Duration.ofHours(2));
    assertThat(browser.get("/api/alerts").statusCode()).as("idle").isEqualTo(401);
  }

  @Test
  void whoSignsOutIsOut() {
    Browser browser = door.browser();
    browser.signIn("vic", Door.PASSWORD);

    assertThat(browser.post("/api/logout", Map.of()).statusCode()).isEqualTo(204);
    assertThat(browser.get("/api/alerts").statusCode()).isEqualTo(401);
  }

  @Test
  void aRemovedUserIsOutAtOnceAndSoIsWhoseOpenPageListens() throws Exception {
    Browser browser = door.browser();
    browser.signIn("mara", Door.PASSWORD);
    Thread page = new Thread(() -> browser.with("Accept", "text/event-stream").get("/api/events"));
    page.start();
    Awaitility.await().until(() -> door.live.listeners() == 1);

    Door.users(users, "vic:viewer", "lea:lead");
    door.live.changed(java.util.Set.of(), java.util.Set.of("health"));

    page.join(5_000);
    assertThat(page.isAlive()).isFalse();
    assertThat(browser.with("Accept", null).get("/api/alerts").statusCode()).isEqualTo(401);
    assertThat(door.browser().signIn("mara", Door.PASSWORD).statusCode()).isEqualTo(401);
    assertThat(door.browser().signIn("vic", Door.PASSWORD).statusCode()).isEqualTo(204);
  }

  @Test
  void aNewRoleHoldsAtOnceAndANewPasswordEndsSessions() {
    Browser browser = door.browser();
    browser.signIn("mara", Door.PASSWORD);
    assertThat(browser.post("/api/control", Map.of()).statusCode()).isEqualTo(403);

    // The same hash stands in the file for its role to be the only change.
    String line = line("mara:");
    rewrite(line.replace("mara:analyst", "mara:lead"));
    assertThat(browser.post("/api/control", Map.of()).statusCode()).isEqualTo(200);

    Door.users(users, "mara:lead");
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
  }

  @Test
  void aUsersFileThatIsDamagedLetsNobodyIn() {
    Browser browser = door.browser();
    browser.signIn("mara", Door.PASSWORD);
    rewrite(line("mara:") + "\nvic:viewer:plain-password");

    assertThat(browser.get("/api/me").statusCode()).isEqualTo(503);
    assertThat(browser.get("/api/me").body()).doesNotContain("plain-password", "$2");
  }

  @Test
  void whoGuessesWaitsLongerEachTimeWhetherTheNameIsKnownOrNot() {
    for (String name : new String[] {"vic", "stranger"}) {
      for (int guess = 0; guess < 5; guess++) {
        assertThat(door.browser().signIn(name, "guess number " + guess).statusCode())
            .isEqualTo(401);
      }
      HttpResponse<String> early = door.browser().signIn(name, Door.PASSWORD);
      assertThat(early.statusCode()).isEqualTo(429);
      assertThat(early.body()).contains("try again in 1 s");
      door.clock.pass(Duration.ofSeconds(1));
      assertThat(door.browser().signIn(name, "guess number 6").statusCode()).isEqualTo(401);
      assertThat(door.browser().signIn(name, "guess number 7").body()).contains("in 2 s");
    }
    door.clock.pass(Duration.ofSeconds(2));
    assertThat(door.browser().signIn("vic", Door.PASSWORD).statusCode()).isEqualTo(204);
    assertThat(door.browser().signIn("vic", "wrong once").statusCode()).isEqualTo(401);
  }

  private String line(String beginning) {
    try {
      return Files.readAllLines(users).stream()
          .filter(line -> line.startsWith(beginning))
          .findFirst()
          .orElseThrow();
    } catch (java.io.IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }

  private void rewrite(String text) {
    try {
      Files.writeString(users, text + "\n");
    } catch (java.io.IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
  }
}
