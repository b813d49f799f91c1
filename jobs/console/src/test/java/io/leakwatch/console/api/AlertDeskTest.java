package io.leakwatch.console.api;

import static io.leakwatch.console.api.SampleAlerts.NOON;
import static io.leakwatch.console.api.SampleAlerts.alert;
import static io.leakwatch.console.api.SampleAlerts.next;
import static io.leakwatch.console.api.SampleAlerts.related;
import static io.leakwatch.console.api.SampleAlerts.source;
import static io.leakwatch.console.api.SampleAlerts.subject;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.console.api.DeskGround.Answer;
import io.leakwatch.local.Folders;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.CommandKind;
import io.leakwatch.schemas.CommandOutcome;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DeadLetter;
import io.leakwatch.schemas.Relation;
import io.leakwatch.schemas.Severity;
import io.leakwatch.schemas.SubjectType;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.evaluation.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, a real database, real requests. */
class AlertDeskTest {

  private static EmbeddedKafka broker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Topics topics(String prefix) {
    return Topics.named(broker.bootstrapServers(), prefix).made(broker);
  }

  private static void awaitTotal(DeskGround ground, int alerts) {
    DeskGround.await()
        .until(() -> ground.json("/api/alerts?view=all&size=1").path("total").asInt() == alerts);
  }

  private static String triage(String action, String more, Object... idsAndSequences) {
    String items =
        IntStream.range(0, idsAndSequences.length / 2)
            .mapToObj(
                i ->
                    "{\"alert_id\":\"%s\",\"sequence\":%s}"
                        .formatted(idsAndSequences[2 * i], idsAndSequences[2 * i + 1]))
            .collect(Collectors.joining(","));
    return "{\"items\":[" + items + "],\"action\":\"" + action + "\"" + more + "}";
  }

  private static List<String> ids(JsonNode rows) {
    return rows.findValuesAsText("alert_id");
  }

  private static JsonNode row(DeskGround ground, String id) {
    return ground.json("/api/alerts/" + id).path("row");
  }

  /**
   * A night: takeover and its cause, an alert that gets worse, one that is closed, a hostile id.
   */
  private static void aNight(Topics topics) {
    Alert stuffing =
        topics.raise(
            alert("stuffing")
                .setDetectorId("credential-stuffing")
                .setSeverity(Severity.HIGH)
                .setRiskScore(70)
                .setSubject(subject(SubjectType.ADDRESS, "203.0.113.7"))
                .setAffectedAccounts(List.of("kim", "lee", "mara.ito"))
                .setAffectedCount(3)
                .setAttack(List.of("T1110.004")));
    topics.raise(next(stuffing).setAffectedCount(7).setConfidence(90));
    topics.raise(
        alert("takeover")
            .setDetectorId("account-takeover")
            .setSeverity(Severity.CRITICAL)
            .setRiskScore(95)
            .setSubject(subject(SubjectType.ACCOUNT, "kim"))
            .setAffectedAccounts(List.of("kim"))
            .setRelated(related("stuffing", Relation.CAUSED_BY)));
    topics.raise(alert("force").setRelated(related("takeover", Relation.PART_OF)));
    topics.raise(
        alert("trial")
            .setDetectorId("mass-scraping")
            .setMode(AlertMode.SHADOW)
            .setSubject(subject(SubjectType.CLIENT, "app-1"))
            .setSources(List.of(source("198.51.100.9", "VN", 64501))));
    topics.raise(
        alert("hostile")
            .setSubject(subject(SubjectType.ACCOUNT, SampleAlerts.HOSTILE))
            .setAffectedAccounts(List.of("x".repeat(100_000))));
  }

  @Test
  void everyPageIsTheSameOnceTheFolderWasDeleted() throws IOException {
    try (Topics topics = topics("same")) {
      aNight(topics);
      topics.send(topics.kafka.get(KafkaOptions.ALERTS_TOPIC), "bad", new byte[] {1, 2, 3});
      topics.send(
          topics.kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC),
          "k",
          Topics.avro(
              new DeadLetter("undecodable", "no event", "login-events", 0, 7L, null, null, NOON)));
      Map<String, String> before;
      try (DeskGround one = DeskGround.open(folder.resolve("one"), topics.kafka).caughtUp();
          DeskGround two = DeskGround.open(folder.resolve("two"), topics.kafka).caughtUp()) {
        decide(one, two, topics);
        DeskGround.await().untilAsserted(() -> assertThat(pages(two)).isEqualTo(pages(one)));
        before = pages(one);
      }
      Folders.delete(folder.resolve("one"));
      try (DeskGround again = DeskGround.open(folder.resolve("one"), topics.kafka).caughtUp()) {
        assertThat(pages(again)).isEqualTo(before);
      }
      // And so it is where only the folder is opened again.
      try (DeskGround again = DeskGround.open(folder.resolve("two"), topics.kafka).caughtUp()) {
        assertThat(pages(again)).isEqualTo(before);
      }
    }
  }

  private static void decide(DeskGround one, DeskGround two, Topics topics) {
    assertThat(one.post("ann", "/api/triage", triage("start", "", "takeover", 0)).status())
        .isEqualTo(200);
    String wrong = ",\"verdict\":\"FALSE_POSITIVE\",\"note\":\"a test\"";
    one.post("ann", "/api/triage", triage("close", wrong, "force", 0));
    DeskGround.await().until(() -> row(two, "force").path("sequence").asInt() == 1);
    Answer stale = two.post("ben", "/api/triage", triage("assign", "", "force", 0, "stuffing", 0));
    assertThat(stale.json().path("done")).hasSize(1);
    two.post("ben", "/api/triage", triage("note", ",\"note\":\"see ticket 7\"", "stuffing", 1));
    two.post(
        "ben",
        "/api/triage",
        triage("check", ",\"step\":\"Ask the owner.\",\"done\":true", "takeover", 1));
    one.post("ann", "/api/views", "{\"name\":\"bad ones\",\"query\":\"severity=CRITICAL\"}");
    one.post("ann", "/api/views", "{\"name\":\"dropped\",\"query\":\"\"}");
    assertThat(one.delete("ann", "/api/views/dropped").status()).isEqualTo(204);
    JsonNode suppression =
        one.post(
                "ann",
                "/api/suppressions",
                "{\"detector_id\":\"brute-force\",\"subject\":\"mara*\",\"reason\":\"a test\"}")
            .json();
    String id = suppression.path("suppression_id").asText();
    topics.send(
        topics.kafka.get(KafkaOptions.CONTROL_STATUS_TOPIC),
        id,
        Topics.avro(
            ControlStatus.newBuilder()
                .setCommandId(id)
                .setKind(CommandKind.SUPPRESSION)
                .setRevision(1)
                .setOutcome(CommandOutcome.ACCEPTED)
                .setReason("")
                .setAnsweredAt(NOON)
                .build()));
    topics.raise(alert("quiet").setMode(AlertMode.SHADOW).setSuppressedBy(id));
    one.post(
        "lea",
        "/api/control",
        "{\"detector_id\":\"mass-scraping\",\"mode\":\"ACTIVE\",\"reason\":\"good enough\"}");
    awaitTotal(one, 6);
  }

  private static final List<String> PAGES =
      List.of(
          "/api/alerts",
          "/api/alerts?view=all&sort=newest",
          "/api/alerts?view=closed",
          "/api/alerts?view=mine",
          "/api/alerts?view=all&group=subject",
          "/api/alerts?view=all&group=incident",
          "/api/alerts?view=all&group=detector&sort=oldest",
          "/api/alerts?view=all&q=ticket",
          "/api/alerts/stuffing",
          "/api/alerts/takeover",
          "/api/alerts/force",
          "/api/alerts/quiet",
          "/api/alerts/hostile",
          "/api/alerts/takeover/markdown",
          "/api/alerts/takeover/json",
          "/api/alerts/takeover/ocsf",
          "/api/entities/ACCOUNT/kim",
          "/api/entities/ADDRESS/203.0.113.7",
          "/api/overview?hours=168",
          "/api/detectors",
          "/api/suppressions",
          "/api/control",
          "/api/views",
          "/api/labels.jsonl");

  /** Without how long it took. */
  private static Map<String, String> pages(DeskGround ground) {
    Map<String, String> pages = new TreeMap<>();
    for (String path : PAGES) {
      Answer answer = ground.get(path);
      assertThat(answer.status()).as(path).isEqualTo(200);
      String text = answer.text();
      if (answer.type().startsWith("application/json")) {
        JsonNode json = answer.json();
        if (json instanceof ObjectNode object) {
          object.remove("took_ms");
        }
        text = json.toString();
      }
      pages.put(path, text);
    }
    JsonNode health = Json.tree(ground.desk.health());
    pages.put("faults", health.path("feed").path("faults").toString());
    pages.put("dead letters", health.path("dead_letters").toString());
    return pages;
  }

  @Test
  void ofTwoWhoDecideOnTheSameStateOneIsRefusedAndLearnsWhy() {
    try (Topics topics = topics("two")) {
      topics.raise(alert("a"));
      try (DeskGround one = DeskGround.open(folder.resolve("one"), topics.kafka).caughtUp();
          DeskGround two = DeskGround.open(folder.resolve("two"), topics.kafka).caughtUp()) {
        awaitTotal(one, 1);
        awaitTotal(two, 1);
        String close = ",\"verdict\":\"TRUE_POSITIVE\"";

        Answer first = one.post("ann", "/api/triage", triage("close", close, "a", 0));
        Answer second = two.post("ben", "/api/triage", triage("assign", "", "a", 0));

        JsonNode done = first.json().path("done").path(0);
        assertThat(done.path("status").asText()).isEqualTo("CLOSED");
        assertThat(done.path("sequence").asInt()).isEqualTo(1);
        JsonNode refused = second.json().path("refused").path(0);
        assertThat(refused.path("error").asText())
            .contains("somebody else was faster: ann closed it as TRUE_POSITIVE");
        assertThat(refused.path("row").path("status").asText()).isEqualTo("CLOSED");
        assertThat(row(two, "a").path("assignee").isNull()).isTrue();
        assertThat(two.json("/api/alerts/a").path("actions").findValuesAsText("counted"))
            .startsWith("true")
            .doesNotContain("null");
      }
    }
  }

  @Test
  void threeHundredAreClosedAtOnceAndComeBackWhenTheyGetWorse() {
    try (Topics topics = topics("bulk")) {
      List<Alert> alerts =
          IntStream.range(0, 300).mapToObj(i -> topics.raise(alert("a" + i))).toList();
      try (DeskGround ground = DeskGround.open(folder, topics.kafka).caughtUp()) {
        awaitTotal(ground, 300);
        Object[] all =
            alerts.stream().flatMap(a -> List.of(a.getAlertId(), (Object) 0).stream()).toArray();

        Answer answer =
            ground.post(
                "ann",
                "/api/triage",
                triage("close", ",\"verdict\":\"BENIGN_TRUE_POSITIVE\"", all));

        assertThat(answer.json().path("done")).hasSize(300);
        assertThat(answer.json().path("refused")).isEmpty();
        assertThat(ground.json("/api/alerts").path("total").asInt()).isZero();

        Alert second = topics.raise(next(alerts.get(4)));
        Alert third = topics.raise(next(second).setSeverity(Severity.HIGH));
        DeskGround.await().until(() -> ground.json("/api/alerts").path("total").asInt() == 1);

        JsonNode back = ground.json("/api/alerts").path("rows").path(0);
        assertThat(back.path("alert_id").asText()).isEqualTo(third.getAlertId());
        assertThat(back.path("came_back").asBoolean()).isTrue();
        assertThat(back.path("status").asText()).isEqualTo("OPEN");
        assertThat(back.path("verdict").asText()).isEqualTo("BENIGN_TRUE_POSITIVE");

        ground.post(
            "ann",
            "/api/triage",
            triage("close", ",\"verdict\":\"TRUE_POSITIVE\"", third.getAlertId(), 1));
        assertThat(ground.json("/api/alerts").path("total").asInt()).isZero();
      }
    }
  }

  @Test
  void whatASuppressionWouldHaveHiddenIsKnownBeforeItIsMade() {
    try (Topics topics = topics("hide")) {
      aNight(topics);
      try (DeskGround ground = DeskGround.open(folder, topics.kafka).caughtUp()) {
        awaitTotal(ground, 5);
        ground.post(
            "ann", "/api/triage", triage("close", ",\"verdict\":\"TRUE_POSITIVE\"", "force", 0));
        String network = "{\"network\":\"203.0.113.0/24\"";

        JsonNode preview = ground.post("ann", "/api/suppressions/preview", network + "}").json();

        assertThat(preview.path("alerts").asInt()).isEqualTo(4);
        assertThat(preview.path("true_positives").asInt()).isEqualTo(1);
        assertThat(preview.path("unjudged").asInt()).isEqualTo(3);
        assertThat(ids(preview.path("rows")).get(0)).isEqualTo("force");

        Answer made =
            ground.post("ann", "/api/suppressions", network + ",\"reason\":\"ours\",\"days\":3}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("suppression_id").asText();
        JsonNode withdrawn =
            ground
                .post("ann", "/api/suppressions/" + id + "/withdraw", "{\"reason\":\"not ours\"}")
                .json();
        assertThat(withdrawn.path("state").asText()).isEqualTo("withdrawn");
        assertThat(withdrawn.path("revision").asInt()).isEqualTo(2);

        for (String wrong :
            List.of(
                "{\"reason\":\"all\"}",
                network + "}",
                "{\"network\":\"203.0.113.7/24\",\"reason\":\"x\"}",
                "{\"detector_id\":\"no-such\",\"reason\":\"x\"}",
                network + ",\"reason\":\"x\",\"days\":91}",
                "no JSON")) {
          Answer refused = ground.post("ann", "/api/suppressions", wrong);
          assertThat(refused.status()).as(wrong).isEqualTo(400);
          assertThat(refused.error()).as(wrong).contains(";");
        }
      }
    }
  }

  @Test
  void whatWasJudgedTrueIsReadAsLabels() throws IOException {
    try (Topics topics = topics("labels")) {
      aNight(topics);
      try (DeskGround ground = DeskGround.open(folder, topics.kafka).caughtUp()) {
        awaitTotal(ground, 5);
        ground.post(
            "ann",
            "/api/triage",
            triage(
                "close",
                ",\"verdict\":\"TRUE_POSITIVE\",\"note\":\"real\"",
                "takeover",
                0,
                "hostile",
                0));
        String wrong = ",\"verdict\":\"FALSE_POSITIVE\",\"note\":\"no\"";
        ground.post("ann", "/api/triage", triage("close", wrong, "force", 0));

        Path file = folder.resolve("labels.jsonl");
        Files.writeString(file, ground.get("/api/labels.jsonl").text());

        List<Label> labels = EvaluationFiles.labels(file);
        assertThat(labels).extracting(Label::labelId).containsExactly("hostile", "takeover");
        assertThat(labels).extracting(Label::note).containsOnly("real");
        assertThat(labels.get(0).about().subjectId()).isEqualTo(SampleAlerts.HOSTILE);
      }
    }
  }

  @Test
  void whatCannotBeDoneIsRefusedWithWords() {
    try (Topics topics = topics("words")) {
      topics.raise(alert("a"));
      try (DeskGround ground = DeskGround.open(folder, topics.kafka).caughtUp()) {
        awaitTotal(ground, 1);
        for (String wrong :
            List.of(
                triage("close", "", "a", 0),
                triage("close", ",\"verdict\":\"FALSE_POSITIVE\"", "a", 0),
                triage("close", ",\"verdict\":\"MAYBE\"", "a", 0),
                triage("explode", "", "a", 0),
                triage("note", "", "a", 0),
                triage("assign", ""),
                triage("note", ",\"note\":\"" + "x".repeat(4_001) + "\"", "a", 0))) {
          Answer refused = ground.post("ann", "/api/triage", wrong);
          assertThat(refused.status()).as(wrong).isEqualTo(400);
          assertThat(refused.error()).as(wrong).isNotBlank();
        }
        JsonNode refused =
            ground
                .post(
                    "ann",
                    "/api/triage",
                    triage("check", ",\"step\":\"Buy a boat.\",\"done\":true", "a", 0, "none", 0))
                .json()
                .path("refused");
        assertThat(refused).hasSize(2);
        for (String path :
            List.of(
                "/api/alerts?sort=colour",
                "/api/alerts?size=100000",
                "/api/alerts?view=x",
                "/api/alerts?min_risk=high",
                "/api/alerts?severity=BAD",
                "/api/overview?hours=0")) {
          assertThat(ground.get(path).status()).as(path).isEqualTo(400);
        }
        assertThat(ground.get("/api/alerts/none").status()).isEqualTo(404);
        assertThat(ground.get("/api/entities/ACCOUNT/none").status()).isEqualTo(404);
        assertThat(ground.post("ben", "/api/views", "{\"name\":\"v\",\"query\":\"\"}").status())
            .isEqualTo(201);
        assertThat(ground.delete("ann", "/api/views/v").status()).isEqualTo(403);
        assertThat(ground.delete("lea", "/api/views/v").status()).isEqualTo(204);
      }
    }
  }
}
