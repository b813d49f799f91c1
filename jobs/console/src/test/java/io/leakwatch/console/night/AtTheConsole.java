package io.leakwatch.console.night;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/**
 * A real browser, a real console, a real broker, and 300 alerts; all of them for all such tests.
 */
@ExtendWith(OneNight.class)
@TestInstance(Lifecycle.PER_CLASS)
abstract class AtTheConsole {

  static final int ALERTS = 300;

  /** A session that is not yet or no longer there, and a server's word that it is so. */
  static final String NOT_SIGNED_IN = "status of 401";

  Night night;
  Chrome chrome;

  @BeforeAll
  void takeOver(OneNight.Shift shift) {
    night = shift.night();
    chrome = shift.chrome();
  }

  @BeforeEach
  void sitDown() {
    chrome.wide();
  }

  @AfterEach
  void nothingBroke() {
    assertThat(chrome.errors()).isEmpty();
  }

  static void signIn(Chrome chrome, String path) {
    chrome.open(path);
    chrome.await("document.activeElement.name === 'name'");
    chrome.type(Night.USER, Keys.TAB, Night.PASSWORD, Keys.ENTER);
    chrome.awaitNone("lw-login");
  }

  void queue(String query) {
    chrome.open("/#/queue?" + query);
    chrome.await("document.querySelectorAll('tr.line').length > 0");
  }
}
