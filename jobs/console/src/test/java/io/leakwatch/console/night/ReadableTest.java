package io.leakwatch.console.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.schemas.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Everybody can read every page, and what attackers typed is text on it. */
class ReadableTest extends AtTheConsole {

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
