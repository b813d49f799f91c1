package io.leakwatch.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leakwatch.benchmarks.throughput.ContestantJvm.Measurement;
import io.leakwatch.benchmarks.throughput.ContestantProcess.Figures;
import io.leakwatch.workbench.evaluation.Label;
import io.leakwatch.workbench.evaluation.RaisedAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingsTest {

  private static final Instant AT = Instant.parse("2026-01-05T12:00:00Z");
  private static final Label.About STUFFING =
      new Label.About("credential-stuffing", "ADDRESS", "203.0.113.7");
  private static final Label.About TRAVEL = new Label.About("impossible-travel", "ACCOUNT", "ada");
  private static final Label.About SPAM = new Label.About("spam-calls", "ACCOUNT", "bob");
  private static final List<Label> LABELS = List.of(label(STUFFING), label(TRAVEL), label(SPAM));

  private final Standings standings = new Standings(1_000);

  private static Label label(Label.About about) {
    return new Label(about.toString(), about, AT, AT, "");
  }

  private static RaisedAlert alert(Label.About about) {
    return new RaisedAlert(about.toString(), 1, about, AT, AT, AT, "");
  }

  private static Measurement run(long nanos, Label.About... found) {
    return new Measurement(
        new Figures(1_000, nanos, 64, 0.5),
        List.of(found).stream().map(StandingsTest::alert).toList());
  }

  private String lineOf(String contestant) {
    return standings.lines().stream()
        .filter(line -> line.startsWith(contestant + " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theMedianOfTheRoundsCounts() {
    standings.add("flink-decode", LABELS, run(1_000_000_000));
    standings.add("flink-decode", LABELS, run(4_000_000_000L));
    standings.add("flink-decode", LABELS, run(500_000_000));

    assertThat(lineOf("flink-decode")).contains("1,000").contains("175%");
  }

  @Test
  void whoMissesIsMarkedAndRivalsAreAskedForTheNamedDetectorsOnly() {
    standings.add("leakwatch", LABELS, run(1_000_000, STUFFING, TRAVEL, SPAM));
    standings.add("leakwatch-3", LABELS, run(1_000_000, STUFFING, TRAVEL));
    standings.add("esper", LABELS, run(1_000_000, STUFFING));

    assertThat(lineOf("leakwatch")).contains("3 of 3").doesNotContain("misses");
    assertThat(lineOf("leakwatch-3")).contains("2 of 2").doesNotContain("misses");
    assertThat(lineOf("esper")).contains("1 of 2").endsWith("misses too much");
  }

  @Test
  void figuresAndRatiosAreWrittenAsJson(@TempDir Path folder) throws IOException {
    standings.add("leakwatch-3", LABELS, run(1_000_000_000, STUFFING, TRAVEL));
    standings.add("esper", LABELS, run(2_000_000_000, STUFFING, TRAVEL));
    Path file = folder.resolve("bench.json");

    standings.write(file);

    JsonNode json = ContestantProcess.JSON.readTree(file.toFile());
    assertThat(json.path("events").asLong()).isEqualTo(1_000);
    assertThat(json.path("runs").path(1).path("name").asText()).isEqualTo("esper");
    assertThat(json.path("runs").path(1).path("events_per_s").asLong()).isEqualTo(500);
    assertThat(json.path("runs").path(1).path("spread").asDouble()).isZero();
    assertThat(json.path("runs").path(1).path("alerts").asInt()).isEqualTo(2);
    assertThat(json.path("runs").path(1).path("heap_mb").asInt()).isEqualTo(64);
    assertThat(json.path("ratios").path("leakwatch-3/esper").asDouble()).isEqualTo(2);
  }
}
