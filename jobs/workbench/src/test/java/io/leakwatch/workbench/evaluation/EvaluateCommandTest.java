package io.leakwatch.workbench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leakwatch.workbench.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest {

  @TempDir private Path run;

  private final List<String> labels = new ArrayList<>();
  private final List<String> alerts = new ArrayList<>();

  /** All times in seconds from the beginning of time. */
  private void label(String detector, String subject, long first, long last, String note) {
    labels.add(
        """
        {"label_id":"l%d","detector_id":"%s","subject":{"type":"ADDRESS","id":"%s"},\
        "first_at":%d,"last_at":%d,"note":"%s"}"""
            .formatted(labels.size(), detector, subject, first * 1000, last * 1000, note));
  }

  private void alert(String id, int revision, String detector, String subject, long... times) {
    alerts.add(
        """
        {"alert_id":"%s","revision":%d,"detector_id":"%s","title":"Title of %s",\
        "subject":{"type":"ADDRESS","id":"%s"},\
        "raised_at":%d,"first_seen_at":%d,"last_seen_at":%d}"""
            .formatted(
                id,
                revision,
                detector,
                id,
                subject,
                times[0] * 1000,
                times[1] * 1000,
                times[2] * 1000));
  }

  private CommandRun evaluate(String... more) throws IOException {
    Path file = Files.write(run.resolve("labels.jsonl"), labels);
    Files.write(run.resolve("alerts.jsonl"), alerts);
    List<Object> args = new ArrayList<>(List.of("evaluate", "--alerts", run, "--labels", file));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray());
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(evaluate("--json").out());
  }

  @Test
  void everyDetectorWithALabelOrAnAlertIsScored() throws IOException {
    label("password-spraying", "a", 1_000, 2_000, "quick");
    label("password-spraying", "b", 1_000, 2_000, "slow");
    label("spam-calls", "c", 1_000, 2_000, "");
    alert("1", 1, "password-spraying", "a", 1_060, 1_000, 1_060);
    alert("2", 1, "password-spraying", "a", 1_900, 1_800, 1_900);
    alert("3", 1, "password-spraying", "z", 1_060, 1_000, 1_060);
    alert("4", 1, "unmasked-call", "a", 1_060, 1_000, 1_060);

    CommandRun table = evaluate("--list");

    assertThat(table.status()).isZero();
    assertThat(table.out())
        .isEqualTo(
            """
            detector           labels  found  recall  alerts  true  false  precision  median    p95
            password-spraying       2      1    0.50       3     2      1       0.66   1m00s  1m00s
            spam-calls              1      0    0.00       0     0      0          –       –      –
            unmasked-call           0      0       –       1     0      1       0.00       –      –
            total                   3      1    0.33       4     2      2       0.50   1m00s  1m00s

            Missed labels:
              password-spraying, slow: 1 of 1
              spam-calls: 1 of 1

            False alerts:
              1970-01-01T00:17:40Z password-spraying ADDRESS z: Title of 3
              1970-01-01T00:17:40Z unmasked-call ADDRESS a: Title of 4
            """);
  }

  @Test
  void jsonHoldsTheSameFigures() throws IOException {
    label("password-spraying", "a", 1_000, 2_000, "quick");
    alert("1", 1, "password-spraying", "a", 1_060, 1_000, 1_060);
    alert("2", 1, "password-spraying", "y", 1_060, 1_000, 1_060);
    alert("3", 1, "password-spraying", "z", 1_060, 1_000, 1_060);

    String figures =
        """
        "labels":1,"found":1,"recall":1.0,"alerts":3,"true_alerts":1,"false_alerts":2,\
        "precision":0.3333,"median_seconds_to_detect":60.0,"p95_seconds_to_detect":60.0}""";

    assertThat(evaluate("--json").out())
        .isEqualTo(
            "{\"detectors\":[{\"id\":\"password-spraying\","
                + figures
                + "],\"total\":{"
                + figures
                + ",\"coverage_gaps\":0}\n");
  }

  @Test
  void whatTheJobSaysOfItsOwnBlindnessIsNeitherTrueNorFalse() throws IOException {
    alert("1", 1, "coverage-gap", "login-events", 1_060, 1_000, 1_060);

    assertThat(json().path("detectors")).isEmpty();
    assertThat(json().path("total").path("alerts").intValue()).isZero();
    assertThat(json().path("coverage_gaps").intValue()).isEqualTo(1);
    assertThat(evaluate().out()).contains("Coverage gaps, in none of the figures:");
  }

  @Test
  void whatThereIsNothingOfHasNoShare() throws IOException {
    JsonNode total = json().path("total");

    assertThat(total.path("recall").isNull()).isTrue();
    assertThat(total.path("precision").isNull()).isTrue();
    assertThat(total.path("median_seconds_to_detect").isNull()).isTrue();
    assertThat(total.path("labels").intValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "690, 700, true",
    "600, 699, false",
    "12800, 12900, true",
    "12801, 12900, false",
    "0, 99999, true",
  })
  void anAlertCountsFromFiveMinutesBeforeALabelToThreeHoursAfter(
      long firstSeen, long lastSeen, boolean found) throws IOException {
    label("password-spraying", "a", 1_000, 2_000, "");
    alert("1", 1, "password-spraying", "a", lastSeen, firstSeen, lastSeen);

    JsonNode total = json().path("total");

    assertThat(total.path("found").intValue()).isEqualTo(found ? 1 : 0);
    assertThat(total.path("true_alerts").intValue()).isEqualTo(found ? 1 : 0);
  }

  @Test
  void ofAnAlertsRevisionsTheLastCounts() throws IOException {
    label("password-spraying", "a", 1_000, 2_000, "");
    alert("1", 2, "password-spraying", "a", 1_060, 1_000, 1_060);
    alert("1", 1, "password-spraying", "elsewhere", 1_060, 1_000, 1_060);

    JsonNode total = json().path("total");

    assertThat(total.path("alerts").intValue()).isEqualTo(1);
    assertThat(total.path("true_alerts").intValue()).isEqualTo(1);
  }

  @Test
  void theTimeToDetectIsThatOfTheFirstAlert() throws IOException {
    for (int i = 1; i <= 20; i++) {
      label("password-spraying", "s" + i, 1_000, 2_000, "");
      alert("late" + i, 1, "password-spraying", "s" + i, 1_900, 1_000, 1_900);
      alert("early" + i, 1, "password-spraying", "s" + i, 1_000 + i, 1_000, 1_900);
    }

    JsonNode total = json().path("total");

    assertThat(total.path("median_seconds_to_detect").doubleValue()).isEqualTo(10.0);
    assertThat(total.path("p95_seconds_to_detect").doubleValue()).isEqualTo(19.0);
  }

  @Test
  void timesMayBeIso() throws IOException {
    labels.add(
        """
        {"label_id":"l","detector_id":"spam-calls","subject":{"type":"ADDRESS","id":"a"},\
        "first_at":"1970-01-01T00:16:40Z","last_at":"1970-01-01T01:33:20+01:00"}""");
    alert("1", 1, "spam-calls", "a", 1_060, 1_000, 1_060);

    assertThat(json().path("total").path("median_seconds_to_detect").doubleValue()).isEqualTo(60.0);
  }

  @Test
  void whatCannotBeReadIsAFaultThatSaysWhere() throws IOException {
    label("password-spraying", "a", 1_000, 2_000, "");
    labels.add("{\"label_id\":\"x\",\"detector_id\":\"d\",\"subject\":{\"type\":\"ADDRESS\"}}");

    CommandRun faulty = evaluate();

    assertThat(faulty.status()).isEqualTo(1);
    assertThat(faulty.err())
        .isEqualTo(
            "leakwatch: " + run.resolve("labels.jsonl") + ":2: id is missing or is not a string\n");
  }

  @Test
  void aFolderOrAnotherFileInPlaceOfLabelsIsAFaultOnOneLine() throws IOException {
    label("password-spraying", "a", 1_000, 2_000, "");
    evaluate();
    Path picture =
        Files.write(
            run.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n'});

    CommandRun folder = CommandRun.of("evaluate", "--alerts", run, "--labels", run);
    CommandRun other = CommandRun.of("evaluate", "--alerts", run, "--labels", picture);

    assertThat(folder.status()).isEqualTo(1);
    assertThat(folder.err()).isEqualTo("leakwatch: " + run + " is a folder; give a file\n");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.err().lines())
        .singleElement()
        .asString()
        .startsWith("leakwatch: " + picture + ":1: not JSON: ");
  }

  @Test
  void aLabelOfADetectorThatThereIsNotIsRefused() throws IOException {
    label("password-spraying", "a", 1_000, 2_000, "");
    labels.add("");
    label("credential-stufing", "a", 1_000, 2_000, "");
    label("\\u001bx", "a", 1_000, 2_000, "");

    CommandRun refused = evaluate();

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "leakwatch: "
                + run.resolve("labels.jsonl")
                + ": label 2 (line 3): detector \"credential-stufing\" is none of ours; did you mean"
                + " credential-stuffing? (and 1 more label of an unknown detector)\n");
    labels.remove(2);
    assertThat(evaluate().err())
        .isEqualTo(
            "leakwatch: "
                + run.resolve("labels.jsonl")
                + ": label 2 (line 3): detector \"\\u001bx\" is none of ours; './leakwatch detectors'"
                + " lists them\n");
  }

  @Test
  void aLabelThatNoAlertCanMeanIsRefused() throws IOException {
    labels.add(
        """
        {"label_id":"l","detector_id":"spam-calls","subject":{"type":"ACOUNT","id":"a"},\
        "first_at":1,"last_at":1}""");
    assertThat(evaluate().err())
        .endsWith(":1: subject.type is ACOUNT, which is none; did you mean ACCOUNT?\n");

    labels.clear();
    label("spam-calls", "a", 2_000, 1_999, "");
    assertThat(evaluate().err()).endsWith(":1: last_at is before first_at; exchange them\n");
  }

  @Test
  void whatAnAttackerTypedIsShownHarmlessly() throws IOException {
    label("spam-calls", "a", 1_000, 2_000, "note\\u001b[2J");
    alert("1", 1, "spam-calls", "\\u001b[2J\\u000a", 1_060, 1_000, 1_060);

    assertThat(evaluate("--list").out())
        .contains("spam-calls, note\\u001b[2J: 1 of 1\n")
        .contains("spam-calls ADDRESS \\u001b[2J\\u000a: Title of 1\n")
        .doesNotContain("\u001b");
  }

  @Test
  void theHelpSaysWhatALabelIs() {
    assertThat(CommandRun.of("evaluate", "--help").out())
        .contains("label_id", "detector_id", "subject", "first_at", "last_at", "note");
  }

  @Test
  void aRunWithoutAlertsIsAFault() {
    Path nowhere = run.resolve("nowhere");
    CommandRun missing =
        CommandRun.of("evaluate", "--alerts", run, "--labels", nowhere.resolve("labels.jsonl"));

    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualTo("leakwatch: there is no file " + nowhere.resolve("labels.jsonl") + "\n");
  }
}
