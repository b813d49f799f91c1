package io.leakwatch.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.local.Fitted;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCommandTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void alertsAndWhatCameOfThemStayWithinTheWidthAndTheCount(@TempDir Path folder) {
    int status = run("--duration", "5s", "--rate", "6000", "--seed", "1", "--output", "" + folder);

    assertThat(status).as(err.toString()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString().lines())
        .startsWith("Starting Kafka …", "Making up the traffic …", "Starting the detection job …")
        .contains(AlertLine.header())
        .contains(
            "received 30,000 = evaluated 30,000 + duplicates 0 + late 0 + dead letters 0:"
                + " all that was published")
        .contains("  ./leakwatch alerts " + folder)
        .hasSizeLessThan(80)
        .allSatisfy(line -> assertThat(Fitted.columns(line)).isLessThanOrEqualTo(120));
    assertThat(out.toString())
        .containsPattern("\n 0:0\\d  new  [A-Z]+ +[a-z-]+ +[A-Z]+ .*")
        .containsPattern("found \\d+ of \\d+ labelled attacks")
        .doesNotContain("\u001b");
    assertThat(times()).isSorted();
    assertThat(folder.resolve("summary.json")).content().contains("\"received\" : 30000");
    assertThat(EvaluationFiles.labels(folder.resolve("labels.jsonl"))).isNotEmpty();
    allAlertsLieIn(folder);
  }

  /** Also those that had no line of their own. */
  private void allAlertsLieIn(Path folder) {
    List<String> ids = List.copyOf(EvaluationFiles.wholeAlerts(folder).keySet());
    Matcher said =
        Pattern.compile("(\\d+) alerts, .*; (\\d+) of them had no line").matcher(out.toString());
    assertThat(said.find()).isTrue();
    assertThat(ids).hasSize(Integer.parseInt(said.group(1)));
    assertThat(out.toString().lines().filter(line -> line.matches(" *\\d+:\\d\\d  new  .*")))
        .hasSize(ids.size() - Integer.parseInt(said.group(2)));
    Matcher show = Pattern.compile("./leakwatch show (\\S+) ").matcher(out.toString());
    assertThat(show.find()).isTrue();
    assertThat(ids).anyMatch(id -> id.startsWith(show.group(1)));
  }

  /** The first column of the lines about alerts. */
  private List<String> times() {
    return out.toString()
        .lines()
        .filter(line -> line.matches(" +\\d+:\\d\\d  .*"))
        .map(line -> line.substring(0, 5))
        .toList();
  }

  @Test
  void stoppedInTheMiddleItSaysWhatThereWasAndLeavesNothingBehind(@TempDir Path folder)
      throws Exception {
    DemoPlan plan = new DemoPlan(1, 2_000, Duration.ofMinutes(10), NOON);
    Demo demo =
        new Demo(
            plan,
            JobConfig.defaults(),
            new DemoScreen(new PrintWriter(out, true), 80, false),
            DemoFolder.of(folder),
            null);
    CompletableFuture<Void> end = running(demo);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> end.isDone() || out.toString().contains("events a second"));
    assertThat(demo.folders()).hasSize(2).allSatisfy(each -> assertThat(each).isDirectory());

    demo.stop();

    end.get(20, TimeUnit.SECONDS);
    assertThat(out.toString())
        .contains("then it was stopped")
        .contains("received ")
        .contains("no attack had begun when it was stopped");
    assertThat(out.toString().lines())
        .filteredOn(line -> !line.startsWith("  ./leakwatch") && !line.contains("" + folder))
        .allSatisfy(line -> assertThat(Fitted.columns(line)).isLessThanOrEqualTo(80));
    assertThat(demo.folders()).allSatisfy(each -> assertThat(each).doesNotExist());
  }

  @Test
  void aConsoleIsOpenBeforeTheFirstAlertAndUntilTheDemoIsStopped(@TempDir Path folder)
      throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    DemoConsole console =
        (config, files, counters) -> {
          assertThat(files).doesNotExist();
          assertThat(counters.get()).isNull();
          seen.add("opened at " + config.kafka().get(KafkaOptions.BOOTSTRAP_SERVERS));
          return new DemoConsole.Served() {
            @Override
            public URI address() {
              return URI.create("http://127.0.0.1:1/");
            }

            @Override
            public void close() {
              seen.add("closed after " + out.toString().lines().count() + " lines");
            }
          };
        };
    Demo demo =
        new Demo(
            new DemoPlan(1, 6_000, Duration.ofSeconds(3), NOON),
            JobConfig.defaults(),
            new DemoScreen(new PrintWriter(out, true), 120, false),
            DemoFolder.of(folder),
            console);
    CompletableFuture<Void> end = running(demo);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> end.isDone() || out.toString().contains("stays open until Ctrl-C"));

    assertThat(end).isNotDone();
    assertThat(seen).singleElement().asString().startsWith("opened at 127.0.0.1:");
    assertThat(out.toString()).containsPattern("(?s)http://127.0.0.1:1/.*events a second.*new  ");
    assertThat(folder.resolve("summary.json")).exists();
    long lines = out.toString().lines().count();

    demo.stop();

    end.get(20, TimeUnit.SECONDS);
    assertThat(seen).hasSize(2).endsWith("closed after " + lines + " lines");
    assertThat(demo.folders()).allSatisfy(each -> assertThat(each).doesNotExist());
  }

  private static CompletableFuture<Void> running(Demo demo) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            demo.run();
          } catch (Exception fault) {
            throw new AssertionError(fault);
          }
        });
  }

  @Test
  void aDurationOrRateThatCannotBeIsAWrongCall() {
    assertThat(run("--duration", "0s")).isEqualTo(2);
    assertThat(run("--duration", "9h")).isEqualTo(2);
    assertThat(run("--rate", "0")).isEqualTo(2);
    assertThat(run("--rate", String.valueOf(DemoPlan.MOST_A_SECOND + 1))).isEqualTo(2);
    assertThat(run("--rate", "100000", "--duration", "20m")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--duration must be a second or more, not 0 ms")
        .contains("--duration must be 8 h or less, not 9 h")
        .contains("--rate must be 1 or more, not 0")
        .contains("--rate must be 100,000 or less, not 100,001: ")
        .contains("--rate 100,000 for 20 min makes 120,000,000 events, and 60,000,000 is the most");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeIsSaidBeforeAnythingStarts(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(run("--output", "" + file)).isEqualTo(1);

    assertThat(err.toString()).contains("cannot write to " + file).contains("give --output");
    assertThat(out.toString()).isEmpty();
  }

  private int run(String... args) {
    return new CommandLine(new DemoCommand(Clock.fixed(NOON, ZoneOffset.UTC), null))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
