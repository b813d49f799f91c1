package io.leakwatch.console.api;

import static io.leakwatch.console.api.BusyNight.awaitTotal;
import static io.leakwatch.console.api.BusyNight.row;
import static io.leakwatch.console.api.BusyNight.triage;
import static io.leakwatch.console.api.SampleAlerts.NOON;
import static io.leakwatch.console.api.SampleAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leakwatch.console.api.DeskGround.Answer;
import io.leakwatch.local.Folders;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.AlertMode;
import io.leakwatch.schemas.CommandKind;
import io.leakwatch.schemas.CommandOutcome;
import io.leakwatch.schemas.ControlStatus;
import io.leakwatch.schemas.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka has all that there is: a console's folder may be deleted, and two consoles say the same.
 */
class SameDataTest {

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

  @Test
  void everyPageIsTheSameOnceTheFolderWasDeleted() throws IOException {
    try (Topics topics = Topics.named(broker.bootstrapServers(), "same").made(broker)) {
      BusyNight.raiseOn(topics);
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
}
