package io.leakwatch.console.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** An analyst's night: a real browser, a real console, a real broker. */
@TestInstance(Lifecycle.PER_CLASS)
class NightTest {

  private static final int ALERTS = 300;

  /** A password that is wrong, a session that is over, and a server's word that it is so. */
  private static final String NOT_SIGNED_IN = "status of 401";

  private final List<String> pages =
      List.of(
          "/#/queue?group=subject",
          "/#/queue?view=all",
          "/#/alert/scrape-3",
          "/#/entity/ACCOUNT/u1",
          "/#/overview",
          "/#/detectors?id=brute-force",
          "/#/suppressions",
          "/#/health");

  private Night night;
  private Chrome chrome;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    assumeTrue(
        Chrome.isThere(),
        "no browser: " + Chrome.BROWSER + " and " + Chrome.DRIVER + " are needed");
    night = new Night(folder);
    night.publish(NightAlerts.of(ALERTS));
    chrome = new Chrome(night.uri());
    signIn(chrome, "/#/queue");
    chrome.awaitText(".how-many", "300 alerts");
    assertThat(chrome.errors(NOT_SIGNED_IN)).isEmpty();
  }

  @AfterAll
  void close() {
    Stream.of(chrome, night).filter(each -> each != null).forEach(NightTest::close);
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }

  @BeforeEach
  void sitDown() {
    chrome.wide();
  }

  @AfterEach
  void nothingBroke() {
    assertThat(chrome.errors()).isEmpty();
  }

  private static void signIn(Chrome chrome, String path) {
    chrome.open(path);
    chrome.await("document.activeElement.name === 'name'");
    chrome.type(Night.USER, Keys.TAB, Night.PASSWORD, Keys.ENTER);
    chrome.awaitNone("lw-login");
  }

  private void queue(String query) {
    chrome.open("/#/queue?" + query);
    chrome.await("document.querySelectorAll('tr.line').length > 0");
  }

  @Test
  void liveUpdatesMoveNeitherCursorNorSelection() throws Exception {
    queue("detector=brute-force");
    chrome.type("j", "j", "x", "j", "j");
    String cursor = chrome.cursor();
    double at = chrome.cursorAt();

    night.publish(
        NightAlerts.of("live", "brute-force", Severity.CRITICAL, NightAlerts.account("live"))
            .build());

    chrome.await("document.querySelector('tr[data-line=live]')");
    assertThat(chrome.cursor()).isEqualTo(cursor);
    assertThat(chrome.cursorAt()).isCloseTo(at, within(1.0));
    assertThat(chrome.text(".how-many")).isEqualTo("1 alert selected");
    assertThat(chrome.js("document.activeElement.dataset.line")).isEqualTo(cursor);
  }

  @Test
  void oneAlertIsTakenReadAndClosedByKeysAlone() {
    queue("detector=password-spraying");
    chrome.type("j", "j");
    String first = chrome.cursor();
    chrome.type("a");
    chrome.awaitText("tr.cursor .assignee", Night.USER);
    chrome.type(Keys.ENTER);
    chrome.await("location.hash === '#/alert/' + arguments[0]", first);
    chrome.awaitText("h1", "Something about 203.0.113.");
    chrome.awaitText(".evidence", "2.1 times");
    chrome.type("n", "Their scanner.");
    chrome.send();
    chrome.awaitText(".log", "Their scanner.");

    chrome.type(Keys.ESCAPE, "c", "3");
    chrome.send();
    chrome.awaitText("dialog .error", "why it is false");
    chrome.type("Our own scanner.");
    chrome.send();

    chrome.awaitNone("dialog");
    chrome.awaitText(".marks", "False positive");
    chrome.awaitText(".log", "Our own scanner.");
    chrome.type("u");
    chrome.await("document.querySelectorAll('tr.line').length > 0");
    assertThat(chrome.count("tr[data-line=" + first + "]:not(.gone)")).isZero();
  }

  @Test
  void manyAreClosedAtOnce() {
    queue("detector=mass-scraping&size=20");
    long before = total();
    chrome.type("j", "x", "j", "x", "j", "x");
    assertThat(chrome.text(".how-many")).isEqualTo("3 alerts selected");

    chrome.type("c", "2");
    chrome.send();

    chrome.awaitText(".notices", "Closed: 3 alerts.");
    chrome.await(
        "document.querySelector('.how-many').innerText === arguments[0]", (before - 3) + " alerts");
    assertThat(chrome.cursor()).isNotNull();
  }

  private long total() {
    return Long.parseLong(chrome.text(".how-many").split(" ")[0]);
  }

  @Test
  void whatASuppressionHidesIsShownBeforeAndTheNextAlertIsShadow() throws Exception {
    queue("detector=impossible-travel");
    chrome.type("j");
    String subject = chrome.text("tr.cursor .subject bdi");
    chrome.type("s");
    chrome.await("document.querySelector('dialog .primary')");
    chrome.type("On a journey.");
    chrome.back();
    chrome.back();
    chrome.type("nowhere");
    chrome.awaitText("dialog .preview", "No preview.");
    assertThat(chrome.js("document.querySelector('dialog .primary').disabled")).isEqualTo(true);
    chrome.type(Keys.BACK_SPACE.toString().repeat("nowhere".length()));
    chrome.awaitText("dialog .preview", "it would have hidden 1 alert");
    assertThat(chrome.errors("status of 400")).isEmpty();
    chrome.send();
    chrome.awaitText(".notices", "Suppression made");

    Alert next =
        night.judged(
            NightAlerts.of(
                    "next", "impossible-travel", Severity.CRITICAL, NightAlerts.account(subject))
                .setUpdatedAt(NightAlerts.MORNING.plusSeconds(60))
                .build());
    assertThat(next.getMode()).isEqualTo(AlertMode.SHADOW);
    night.publish(next);

    queue("view=all&suppressed=" + next.getSuppressedBy());
    chrome.awaitText("tr[data-line=next] .sev", "shadow");
    chrome.open("/#/queue?subject=" + subject);
    chrome.await("document.querySelector('.how-many')?.innerText.includes('alert')");
    assertThat(chrome.count("tr[data-line=next]")).isZero();
    chrome.open("/#/suppressions");
    chrome.awaitText(".figures", "On a journey.");
  }

  @Test
  void aLinkShowsSomebodyElseTheSame() {
    queue("detector=brute-force,mass-scraping&severity=HIGH&sort=oldest&q=Something");
    chrome.type("j", "j", "j");
    String line = chrome.cursor();
    String address = (String) chrome.js("location.hash");

    try (Chrome other = new Chrome(night.uri())) {
      signIn(other, "/" + address);
      other.await("document.querySelectorAll('tr.line').length > 3");
      other.type("j", "j", "j");
      assertThat(other.cursor()).isEqualTo(line);
      assertThat(other.text(".chips")).contains("High", "brute-force, mass-scraping");
      assertThat(other.errors(NOT_SIGNED_IN)).isEmpty();
    }
  }

  @Test
  void aNoteOutlivesTheSession() {
    queue("detector=brute-force");
    chrome.type("j", "c", "1", Keys.TAB, "Seen before.");
    chrome.forgetCookies();
    chrome.send();
    chrome.awaitText("lw-login", "What you typed is kept");

    chrome.type(Night.USER, Keys.TAB, Night.PASSWORD, Keys.ENTER);

    chrome.await("document.querySelector('dialog textarea')?.value === 'Seen before.'");
    chrome.await("document.querySelector('dialog input:checked')?.value === 'TRUE_POSITIVE'");
    chrome.send();
    chrome.awaitText(".notices", "Closed: 1 alert.");
    assertThat(chrome.errors(NOT_SIGNED_IN)).isEmpty();
  }

  @Test
  void theBrokerGoesAwayAndReturns() throws Exception {
    queue("detector=mass-scraping");
    night.stopKafka();
    chrome.awaitText(".banner", "Kafka is away");
    chrome.awaitText(".state", "Kafka away");

    night.startKafka();

    chrome.awaitNone(".banner");
    chrome.type("j");
    // It refuses, with words, until it has read what it missed.
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              chrome.type("a");
              return Night.USER.equals(chrome.text("tr.cursor .assignee"));
            });
    assertThat(chrome.errors("status of 503")).isEmpty();
  }

  @Test
  void idsOfAttackersStayText() throws Exception {
    String script = "<script>window.broken=1</script><img src=x onerror=window.broken=1>";
    String turned = "\u202Eexe.nimda\u202C \u0000\u001B[31m";
    String endless = "A".repeat(100_000);
    night.publish(
        NightAlerts.of("script", "brute-force", Severity.LOW, NightAlerts.account(script)).build(),
        NightAlerts.of("turned", "brute-force", Severity.LOW, NightAlerts.account(turned)).build(),
        NightAlerts.of("endless", "brute-force", Severity.LOW, NightAlerts.account(endless))
            .build());
    queue("severity=LOW");
    chrome.await("document.querySelectorAll('tr.line').length === 3");
    assertThat(chrome.text("tr[data-line=script] .title")).contains(script);
    assertThat(chrome.text("tr[data-line=turned] .title"))
        .contains("\\u{202E}exe.nimda\\u{202C} \\u{0000}\\u{001B}[31m");
    assertThat(chrome.text("tr[data-line=endless] .title")).contains("AAAA").hasSizeLessThan(500);

    for (String id : List.of("script", "turned", "endless")) {
      chrome.open("/#/alert/" + id);
      chrome.await("document.querySelector('.facts .entity')");
      chrome.js("document.querySelector('.facts .entity').click()");
      chrome.await("document.querySelector('.entity-alerts tbody tr')");
      assertThat(wide()).as("what is wider than the window, on the page of " + id).isZero();
    }
    assertThat(chrome.js("window.broken ?? 0")).isEqualTo(0L);
  }

  private long wide() {
    return (Long) chrome.js("Math.max(0, document.documentElement.scrollWidth - innerWidth)");
  }

  @Test
  void everyPageIsReadableForAllOnDeskAndPhoneByDayAndNight() {
    for (String page : pages) {
      chrome.open(page);
      chrome.await("document.querySelector('.card, tr.line, .detector, .empty')");
      assertThat(chrome.graveFaults()).as(page).isEmpty();
      chrome.scheme("dark");
      assertThat(chrome.faintWords()).as(page + " in the dark").isEmpty();
      chrome.scheme("light");
    }
    chrome.narrow();
    for (String page : pages) {
      chrome.open(page);
      chrome.await("document.querySelector('.card, tr.line, .detector, .empty')");
      assertThat(wide()).as("pixels beside the phone's screen, " + page).isZero();
    }
    chrome.open("/#/queue");
    chrome.await("document.querySelector('tr.line')");
    assertThat(chrome.graveFaults()).as("the queue on a phone").isEmpty();
    for (String button : List.of("Take", "Close …")) {
      assertThat(inSight(button)).as(button).isTrue();
    }
  }

  private boolean inSight(String button) {
    return (Boolean)
        chrome.js(
            "[...document.querySelectorAll('button')].some(b => b.innerText.includes(arguments[0])"
                + " && b.getBoundingClientRect().bottom <= innerHeight"
                + " && b.getBoundingClientRect().width > 0)",
            button);
  }

  @Test
  void dialogsAreReadableForAll() {
    for (String key : List.of("c", "s", "?")) {
      queue("detector=password-spraying");
      chrome.type("j", key);
      chrome.await("document.querySelector('dialog[open]')");
      assertThat(chrome.graveFaults()).as("dialog of " + key).isEmpty();
      chrome.type(Keys.ESCAPE);
      chrome.awaitNone("dialog");
    }
  }
}
