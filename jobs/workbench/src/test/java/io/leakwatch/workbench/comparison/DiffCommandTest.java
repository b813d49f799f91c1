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
            detector  new  lost  changed  minor  same
            stuffing  0    1     0        0      1
            travel    1    0     1        0      0

            New (raised, in UTC):
              1 Jan 1970 00:00  LOW travel ADDRESS 192.0.2.1: Title of d

            Lost (raised, in UTC):
              1 Jan 1970 00:00  MEDIUM stuffing ADDRESS 192.0.2.1: Title of a

            Changed (raised, in UTC):
              1 Jan 1970 00:00  MEDIUM travel ADDRESS 192.0.2.1: Title of c
                severity LOW -> MEDIUM
                confidence 50 -> 55
            """);
  }

  private static String whole(String id, String more) {
    return """
        {"alert_id":"%s","revision":1,"detector_id":"stuffing","severity":"LOW","confidence":50,\
        "subject":{"type":"ADDRESS","id":"192.0.2.1"},"raised_at":"2026-11-27T22:35:00Z",\
        "title":"T",%s}"""
        .formatted(id, more);
  }

  private static String evidence(String condition, int observed, int threshold, String more) {
    return """
        {"condition":"%s","observed":"%d","threshold":">= %d","unit":"accounts"%s}"""
        .formatted(condition, observed, threshold, more);
  }

  @Test
  void whatMattersIsShownAndTheRestOnlyIfAllIsAskedFor() throws IOException {
    Path before =
        run(
            "before",
            whole(
                "a",
                "\"affected_count\":1,\"occurrences\":2,\"last_seen_at\":1000,\"summary\":\"old\","
                    + "\"attack\":[\"T1\",\"T2\"],\"sources\":[{\"address\":\"x\"}],\"evidence\":["
                    + evidence("c", 15, 15, "")
                    + ","
                    + evidence("d", 1, 1, "")
                    + "]"));
    Path after =
        run(
            "after",
            whole(
                "a",
                "\"affected_count\":3,\"occurrences\":4,\"sources_count\":5,\"records\":6,"
                    + "\"affected_other\":{\"type\":\"RESOURCE\",\"ids\":[],\"count\":7},"
                    + "\"last_seen_at\":90000,\"summary\":\"new\",\"attack\":[\"T2\",\"T3\"],"
                    + "\"evidence\":["
                    + evidence("c", 19, 12, "")
                    + ","
                    + evidence("e", 1, 1, "")
                    + "]"));

    String brief =
        """
        detector  new  lost  changed  minor  same
        stuffing  0    0     1        0      0

        Changed (raised, in UTC):
          27 Nov 2026 22:35  LOW stuffing ADDRESS 192.0.2.1: T
            affected_count 1 -> 3
            affected_other.count none -> 7
            occurrences 2 -> 4
            sources_count 0 -> 5
            records 0 -> 6
            evidence: c: 15 accounts (>= 15) -> 19 accounts (>= 12)
            evidence, new: e: 1 accounts (>= 1)
            evidence, gone: d
        """;
    assertThat(CommandRun.of("diff", before, after).out()).isEqualTo(brief);
    assertThat(CommandRun.of("diff", "--all", before, after).out())
        .isEqualTo(
            brief
                + """
                    affected_other differs in its details
                    attack with T3, without T1
                    last_seen_at 1 Jan 1970 00:00 -> 1 Jan 1970 00:01
                    sources differs in its details
                    summary old -> new
                """);
  }

  @Test
  void alertsThatDifferOnlyInWordsAreCountedApart() throws IOException {
    Path before = run("before", whole("a", "\"summary\":\"old\""));
    Path after = run("after", whole("a", "\"summary\":\"new\""));

    assertThat(CommandRun.of("diff", before, after).out())
        .isEqualTo(
            """
            detector  new  lost  changed  minor  same
            stuffing  0    0     0        1      0

            1 alert differs only in words, lists or times; --all shows how
            """);
    assertThat(CommandRun.of("diff", "--all", before, after).out())
        .endsWith(
            """
            Changed (raised, in UTC):
              27 Nov 2026 22:35  LOW stuffing ADDRESS 192.0.2.1: T
                summary old -> new
            """);
  }

  @Test
  void anAlertThatLacksFieldsOfLaterVersionsIsTheSame() throws IOException {
    Path before = run("before", whole("a", "\"evidence\":[" + evidence("c", 1, 1, "") + "]"));
    Path after =
        run(
            "after",
            whole(
                "a",
                "\"updated_at\":0,\"closed_at\":null,\"sources\":[],\"affected_complete\":true,"
                    + "\"evidence\":["
                    + evidence(
                        "c", 1, 1, ",\"observed_value\":null,\"operator\":\"ANY\",\"option\":null")
                    + "]"));

    assertThat(CommandRun.of("diff", before, after).out()).isEqualTo("no difference\n");
  }

  @Test
  void figuresThatEvidenceHasAsNumbersTooAreMinor() throws IOException {
    Path before = run("before", whole("a", "\"evidence\":[" + evidence("c", 1, 1, "") + "]"));
    Path after =
        run(
            "after",
            whole("a", "\"evidence\":[" + evidence("c", 1, 1, ",\"observed_value\":1.0") + "]"));

    assertThat(CommandRun.of("diff", "--all", before, after).out())
        .contains("stuffing  0    0     0        1      0")
        .endsWith("    evidence differs in its details\n");
  }

  @Test
  void whatAnAttackerTypedIsShownHarmlessly() throws IOException {
    Path before = run("before", whole("a", "\"clients\":[\"\\u001bx\"]"));
    Path after =
        run(
            "after",
            whole("a", "\"clients\":[\"\\u202ey\"]"),
            whole("b", "\"x\":1").replace("192.0.2.1", "\\u001b[2J\\u000a"));

    assertThat(CommandRun.of("diff", "--all", before, after).out())
        .contains("LOW stuffing ADDRESS \\u001b[2J\\u000a: T\n")
        .contains("clients with \\u202ey, without \\u001bx\n")
        .doesNotContain("\u001b", "\u202e");
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
    assertThat(json.at("/changed/0/matters").booleanValue()).isTrue();
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
