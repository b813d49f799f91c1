package io.leakwatch.console.api;

import static io.leakwatch.console.api.BusyNight.awaitTotal;
import static io.leakwatch.console.api.BusyNight.row;
import static io.leakwatch.console.api.BusyNight.triage;
import static io.leakwatch.console.api.SampleAlerts.alert;
import static io.leakwatch.console.api.SampleAlerts.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leakwatch.console.api.DeskGround.Answer;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.schemas.Alert;
import io.leakwatch.schemas.Severity;
import io.leakwatch.workbench.evaluation.EvaluationFiles;
import io.leakwatch.workbench.evaluation.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

  private static List<String> ids(JsonNode rows) {
    return rows.findValuesAsText("alert_id");
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
  void ofManyAtOnceOneCountsAtBothConsoles() throws Exception {
    try (Topics topics = topics("race")) {
      topics.raise(alert("a"));
      try (DeskGround one = DeskGround.open(folder.resolve("one"), topics.kafka).caughtUp();
          DeskGround two = DeskGround.open(folder.resolve("two"), topics.kafka).caughtUp()) {
        awaitTotal(one, 1);
        awaitTotal(two, 1);
        ExecutorService people = Executors.newFixedThreadPool(8);
        List<Future<Answer>> answers =
            IntStream.range(0, 16)
                .mapToObj(i -> people.submit(() -> assign(i % 2 == 0 ? one : two, "user-" + i)))
                .toList();

        List<String> winners = new ArrayList<>();
        for (Future<Answer> each : answers) {
          JsonNode outcome = each.get(30, TimeUnit.SECONDS).json();
          assertThat(outcome.path("done").size() + outcome.path("refused").size()).isEqualTo(1);
          outcome.path("done").forEach(row -> winners.add(row.path("assignee").asText()));
        }
        people.shutdown();

        assertThat(winners).hasSize(1);
        for (DeskGround each : List.of(one, two)) {
          DeskGround.await()
              .untilAsserted(
                  () ->
                      assertThat(row(each, "a").path("assignee").asText())
                          .isEqualTo(winners.get(0)));
          assertThat(row(each, "a").path("sequence").asInt()).isEqualTo(1);
        }
      }
    }
  }

  private static Answer assign(DeskGround ground, String user) {
    return ground.post(user, "/api/triage", triage("assign", "", "a", 0));
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
      BusyNight.raiseOn(topics);
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
      BusyNight.raiseOn(topics);
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
