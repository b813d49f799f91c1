package io.leakwatch.console.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.Severity;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** An analyst's night. */
class NightTest extends AtTheConsole {

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
  void aViewIsKeptAndOpensAgain() {
    queue("detector=brute-force&severity=HIGH");
    chrome.js("document.querySelector('.chips button.link').click()");
    chrome.await("document.activeElement.matches('dialog input')");
    chrome.type("Forced doors", Keys.ENTER);
    chrome.awaitText(".saved", "Forced doors");

    chrome.open("/#/queue");
    chrome.awaitText(".saved", "Forced doors");
    chrome.js("document.querySelector('.saved a').click()");

    chrome.awaitText(".chips", "brute-force");
    chrome.awaitText(".saved [aria-current=true]", "Forced doors");
  }

  @Test
  void aTickOfANextStepStays() {
    chrome.open("/#/alert/travel-2");
    chrome.awaitText(".steps h2", "0 of 2");
    chrome.js("document.querySelector('.steps input').click()");
    chrome.awaitText(".steps h2", "1 of 2");

    chrome.open("/#/alert/travel-2");

    chrome.awaitText(".steps h2", "1 of 2");
    assertThat(chrome.js("document.querySelector('.steps input').checked")).isEqualTo(true);
  }
}
