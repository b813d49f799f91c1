package io.leakwatch.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.Browser;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who have signed in may do, and that it is they who do it. */
class RolesTest {

  @TempDir private static Path folder;
  private static Door door;

  @BeforeAll
  static void start() {
    door =
        new Door(
            Door.withUsers(
                Door.users(folder.resolve("users"), "mara:analyst", "vic:viewer", "lea:lead")));
  }

  @AfterAll
  static void end() {
    door.close();
  }

  @ParameterizedTest
  @CsvSource({
    "vic, GET, /api/alerts, 200",
    "vic, POST, /api/triage, 403",
    "vic, DELETE, /api/views/x, 403",
    "vic, POST, /api/logout, 204",
    "mara, POST, /api/triage, 200",
    "mara, DELETE, /api/views/x, 200",
    "mara, POST, /api/control, 403",
    "mara, POST, /api/control/, 403",
    "mara, POST, /api/control/7/withdraw, 403",
    "mara, POST, /api//control, 403",
    "mara, POST, /API/CONTROL, 403",
    "mara, POST, /api/control;x=1, 404",
    "mara, POST, /api/%63ontrol, 404",
    "mara, POST, /api/x/../control, 404",
    "mara, TRACE, /api/alerts, 405",
    "mara, PROPFIND, /api/alerts, 405",
    "lea, POST, /api/control, 200",
    "lea, POST, /api/control/7/withdraw, 200",
    "lea, POST, /api/triage, 200"
  })
  void eachRoleMayDoItsOwn(String name, String method, String path, int status) {
    Browser browser = door.browser();
    browser.signIn(name, Door.PASSWORD);

    assertThat(browser.send(method, path, Map.of()).statusCode()).isEqualTo(status);
  }

  @Test
  void aRequestThatChangesSomethingNeedsThisSessionsToken() {
    Browser browser = door.browser();
    browser.signIn("mara", Door.PASSWORD);
    Browser other = door.browser();
    other.signIn("mara", Door.PASSWORD);
    String othersToken = Browser.json(other.get("/api/me")).path("csrf").asText();

    assertThat(browser.with(Guard.CSRF, null).post("/api/triage", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(browser.with(Guard.CSRF, othersToken).post("/api/triage", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(browser.with(Guard.CSRF, "").post("/api/logout", Map.of()).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void nobodysOtherPageSignsInOrActs(String site) {
    Browser browser = door.browser();
    browser.signIn("mara", Door.PASSWORD);
    browser.with("Sec-Fetch-Site", site);

    assertThat(browser.post("/api/triage", Map.of()).statusCode()).isEqualTo(403);
    assertThat(browser.signIn("lea", Door.PASSWORD).statusCode()).isEqualTo(403);
    assertThat(
            browser
                .with("Sec-Fetch-Site", "same-origin")
                .post("/api/triage", Map.of())
                .statusCode())
        .isEqualTo(200);
  }
}
