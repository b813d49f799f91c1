package io.leakwatch.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoExcerptTest {

  private static final Path README =
      Path.of(System.getProperty("leakwatch.root", "../.."), "README.md");

  private static String alert(int second, String severity, String detector) {
    return AlertLine.clock(java.time.Duration.ofSeconds(second))
        + "  new  %-8s  %-22s  ACCOUNT u1  Something.".formatted(severity, detector);
  }

  private static List<String> run() {
    List<String> lines = new ArrayList<>(List.of("Starting Kafka …", AlertLine.header()));
    for (int i = 0; i < 30; i++) {
      lines.add(alert(i, "HIGH", "brute-force"));
    }
    lines.addAll(List.of("", "published 1 event", "received 1", DemoEnding.header()));
    for (int i = 0; i < 20; i++) {
      lines.add("  brute-force                   6      6       6      0  HIGH");
    }
    lines.addAll(List.of("", "all alerts lie in here", "  ./leakwatch alerts here"));
    return lines;
  }

  @Test
  void theBeginningAndTheEndAreKept() {
    assertThat(DemoExcerpt.of(run()).lines())
        .hasSize(2 + 9 + 1 + 3 + 4 + 1 + 3)
        .startsWith("Starting Kafka …")
        .endsWith("  ...", "", "all alerts lie in here", "  ./leakwatch alerts here");
    assertThat(DemoExcerpt.outdated(DemoExcerpt.of(run()))).isEmpty();
  }

  @Test
  void whatThereIsNoMoreIsOutdated() {
    assertThat(
            DemoExcerpt.outdated(
                String.join(
                    "\n",
                    DemoEnding.header(),
                    alert(1, "SEVERE", "brute-force"),
                    alert(2, "HIGH", "brute-farce"),
                    "  old-detector                  6      6       6      0  -")))
        .containsExactly(
            "there is no line: " + AlertLine.header(),
            "there is no severity SEVERE",
            "there is no detector brute-farce",
            "there is no detector old-detector");
    assertThat(DemoExcerpt.outdated("")).contains("there is no line about an alert");
  }

  @Test
  void theReadmeShowsADemoOfThisVersion() throws IOException {
    String page = Files.readString(README);
    int from = page.indexOf("<!-- demo:begin -->");
    int to = page.indexOf("<!-- demo:end -->");
    assertThat(from).isPositive().isLessThan(to);

    assertThat(DemoExcerpt.outdated(page.substring(from, to)))
        .as("outdated in README.md; run ./leakwatch docs --demo")
        .isEmpty();
  }
}
