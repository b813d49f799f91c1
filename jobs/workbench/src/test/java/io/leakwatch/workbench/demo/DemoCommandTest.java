package io.leakwatch.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.pipeline.JobConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemoCommandTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void alertsOfAllDetectorsArePrintedAndTheCountersBalance() {
    int status = run("--duration", "5s", "--rate", "6000", "--seed", "1");

    assertThat(status).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .containsPattern("\n\\d\\d:\\d\\d:\\d\\d  [A-Z]+ +credential-stuffing +ADDRESS ")
        .containsPattern("\n\\d\\d:\\d\\d:\\d\\d  [A-Z]+ +impossible-travel +ACCOUNT ")
        .containsPattern("\n\\d\\d:\\d\\d:\\d\\d  [A-Z]+ +mass-scraping +[A-Z]+ ")
        .contains(
            "received 30,000 = evaluated 30,000 + duplicates 0 + late 0 + dead letters 0:"
                + " all that was published")
        .containsPattern("found \\d+ of \\d+ labelled attacks")
        .doesNotContain("\u001b");
  }

  @Test
  void stoppedInTheMiddleItTellsWhatThereWasAndLeavesNothingBehind() throws Exception {
    DemoPlan plan = new DemoPlan(1, 2_000, Duration.ofMinutes(10), NOON);
    Demo demo =
        new Demo(plan, JobConfig.defaults(), new PrintWriter(out, true), new AlertLine(false));
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              try {
                demo.run();
              } catch (Exception fault) {
                throw new AssertionError(fault);
              }
            });
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> end.isDone() || out.toString().contains("events a second"));
    assertThat(demo.folders()).hasSize(2).allSatisfy(folder -> assertThat(folder).isDirectory());

    demo.stop();

    end.get(20, TimeUnit.SECONDS);
    assertThat(out.toString()).contains("then it was stopped").contains("received ");
    assertThat(demo.folders()).allSatisfy(folder -> assertThat(folder).doesNotExist());
  }

  @Test
  void aDurationOrRateThatCannotBeIsAWrongCall() {
    assertThat(run("--duration", "0s")).isEqualTo(2);
    assertThat(run("--rate", "0")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--duration must be a second or more, not PT0S")
        .contains("--rate must be 1 or more, not 0");
  }

  private int run(String... args) {
    return new CommandLine(new DemoCommand(Clock.fixed(NOON, ZoneOffset.UTC)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
