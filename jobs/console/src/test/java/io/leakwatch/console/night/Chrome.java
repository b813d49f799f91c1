package io.leakwatch.console.night;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser, without a window, at a keyboard. */
final class Chrome implements AutoCloseable {

  static final Path BROWSER = Path.of("/usr/bin/chromium");
  static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String AXE = axe();
  private static final String ASK_AXE =
      """
      const answer = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations'], ...arguments[0]}).then(({violations}) => answer(violations
          .filter(({impact}) => impact === 'serious' || impact === 'critical')
          .flatMap(({id, nodes}) => nodes.map(node => id + ': ' + node.html + ' ' + node.failureSummary))));
      """;

  private final ChromeDriver driver;
  private final String root;

  Chrome(URI console) {
    root = console.toString().replaceAll("/$", "");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--force-prefers-reduced-motion");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    wide();
  }

  private static String axe() {
    try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  static boolean isThere() {
    return Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
  }

  /** A desk's screen. */
  void wide() {
    size(1280, 720, false);
  }

  /** A phone, upright. */
  void narrow() {
    size(390, 844, true);
  }

  private void size(int width, int height, boolean mobile) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
  }

  void scheme(String name) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", name))));
  }

  /** Opens a page anew, as a link from elsewhere does. */
  void open(String path) {
    driver.get("about:blank");
    driver.get(root + path);
  }

  void forgetCookies() {
    driver.manage().deleteAllCookies();
  }

  /** Each is typed for itself, as fingers do. */
  void type(CharSequence... keys) {
    for (CharSequence each : keys) {
      new Actions(driver).sendKeys(each).perform();
    }
  }

  void send() {
    new Actions(driver).keyDown(Keys.CONTROL).sendKeys(Keys.ENTER).keyUp(Keys.CONTROL).perform();
  }

  /** To the field before this one. */
  void back() {
    new Actions(driver).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
  }

  Object js(String expression, Object... arguments) {
    return driver.executeScript("return " + expression, arguments);
  }

  /** What is written there; null where there is nothing of this kind. */
  String text(String css) {
    return (String) js("document.querySelector(arguments[0])?.innerText ?? null", css);
  }

  long count(String css) {
    return (Long) js("document.querySelectorAll(arguments[0]).length", css);
  }

  /** The alert that the cursor is on; null for none. */
  String cursor() {
    return (String) js("document.querySelector('tr.cursor')?.dataset.line ?? null");
  }

  /** How far from the top of the window the cursor's line is, in pixels. */
  double cursorAt() {
    return ((Number) js("document.querySelector('tr.cursor').getBoundingClientRect().top"))
        .doubleValue();
  }

  /** Waits until an expression of JavaScript holds. */
  void await(String expression, Object... arguments) {
    Awaitility.await(expression + " " + List.of(arguments))
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(40))
        .ignoreExceptionsMatching(
            fault ->
                fault instanceof JavascriptException
                    || fault instanceof StaleElementReferenceException)
        .until(() -> Boolean.TRUE.equals(js("Boolean(" + expression + ")", arguments)));
  }

  void awaitText(String css, String words) {
    await("document.querySelector(arguments[0])?.innerText.includes(arguments[1])", css, words);
  }

  void awaitNone(String css) {
    await("!document.querySelector(arguments[0])", css);
  }

  /** What axe finds serious or worse on the page as it is now. */
  List<String> graveFaults() {
    return graveFaults(Map.of());
  }

  /** Likewise, of colours alone. */
  List<String> faintWords() {
    return graveFaults(Map.of("runOnly", List.of("color-contrast", "link-in-text-block")));
  }

  private List<String> graveFaults(Map<String, Object> options) {
    // Not by AxeBuilder: it opens windows of its own, and this one is slow in the background after.
    driver.executeScript(AXE);
    return ((List<?>) driver.executeAsyncScript(ASK_AXE, options))
        .stream().map(String::valueOf).toList();
  }

  /** The errors on the browser's console since the last call, but those that hold such a word. */
  List<String> errors(String... expected) {
    List<String> found = new ArrayList<>();
    driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .filter(message -> Stream.of(expected).noneMatch(message::contains))
        .forEach(found::add);
    return found;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
