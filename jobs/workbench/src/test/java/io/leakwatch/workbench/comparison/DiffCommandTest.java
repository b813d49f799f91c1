package io.leakwatch.workbench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

  @TempDir private Path folder;

  private Path run(String name, String... alerts) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.write(run.resolve("alerts.jsonl"), Arrays.asList(alerts));
    return run;
  }

  private static String alert(String id, String detector, String severity, int confidence) {
    return """
        {"alert_id":"%s","revision":1,"detector_id":"%s","severity":"%s","confidence":%d,\
        "subject":{"type":"ADDRESS","id":"192.0.2.1"},"raised_at":1000,"title":"Title of %s",\
        "summary":"%d"}"""
        .formatted(id, detector, severity, confidence, id, confidence);
  }

  @Test
  void newLostAndChangedAlertsAreListed() throws IOException {
    Path before =
        run(
            "before",
            alert("a", "stuffing", "MEDIUM", 60),
            alert("b", "stuffing", "HIGH", 90),
            alert("c", "travel", "LOW", 50));
    Path after =
        run(
            "after",
            alert("b", "stuffing", "HIGH", 90),
            alert("c", "travel", "MEDIUM", 55),
            alert("d", "travel", "LOW", 50));

    CommandRun diff = CommandRun.of("diff", before, after);

    assertThat(diff.status()).isZero();
    assertThat(diff.out())
        .isEqualTo(
            """
            detector  new  lost  changed  same
            stuffing  0    1     0        1
            travel    1    0     1        0

            New:
              1970-01-01T00:00:01Z LOW travel ADDRESS 192.0.2.1: Title of d

            Lost:
              1970-01-01T00:00:01Z MEDIUM stuffing ADDRESS 192.0.2.1: Title of a

            Changed:
              1970-01-01T00:00:01Z MEDIUM travel ADDRESS 192.0.2.1: Title of c \
            (confidence 50 -> 55, severity LOW -> MEDIUM, summary)
            """);
  }

  @Test
  void jsonHoldsTheSame() throws IOException {
    Path before = run("before", alert("a", "stuffing", "MEDIUM", 60));
    Path after = run("after", alert("a", "stuffing", "MEDIUM", 70));

    JsonNode json =
        new ObjectMapper().readTree(CommandRun.of("diff", "--json", before, after).out());

    assertThat(json.at("/detectors/0").toString())
        .isEqualTo("{\"id\":\"stuffing\",\"new\":0,\"lost\":0,\"changed\":1,\"same\":0}");
    assertThat(json.at("/changed/0/fields").toString()).isEqualTo("[\"confidence\",\"summary\"]");
    assertThat(json.at("/changed/0/before/confidence").intValue()).isEqualTo(60);
    assertThat(json.at("/changed/0/after/confidence").intValue()).isEqualTo(70);
  }

  @Test
  void runsThatAreAlikeAreSaidToBe() throws IOException {
    Path run = run("run", alert("a", "stuffing", "MEDIUM", 60));

    assertThat(CommandRun.of("diff", run, run).out()).isEqualTo("no difference\n");
  }

  @Test
  void longListsAreCutUnlessAllIsAskedFor() throws IOException {
    Path none = run("none");
    Path many =
        run(
            "many",
            IntStream.range(0, 23)
                .mapToObj(i -> alert("a" + i, "stuffing", "LOW", 50))
                .toArray(String[]::new));

    assertThat(CommandRun.of("diff", none, many).out())
        .endsWith("  … and 3 more; --all lists them\n");
    assertThat(CommandRun.of("diff", "--all", none, many).out()).contains("Title of a22");
  }

  @Test
  void aRunThatIsNotThereIsAFault() throws IOException {
    Path run = run("run");
    Path nowhere = folder.resolve("nowhere");

    CommandRun diff = CommandRun.of("diff", run, nowhere);

    assertThat(diff.status()).isEqualTo(1);
    assertThat(diff.err()).isEqualTo("leakwatch: there is no file " + nowhere + "\n");
  }
}
