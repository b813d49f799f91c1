package io.leakwatch.console.feed;

import static io.leakwatch.console.api.SampleAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.leakwatch.console.api.DeskGround;
import io.leakwatch.console.api.DeskGround.Answer;
import io.leakwatch.console.api.Topics;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are not there, go away and return; topics that are made anew. */
class FeedTest {

  @TempDir private Path folder;

  private static final String NOTE =
      "{\"items\":[{\"alert_id\":\"a\",\"sequence\":0}],\"action\":\"note\",\"note\":\"n\"}";

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int total(DeskGround ground) {
    return ground.json("/api/alerts?view=all").path("total").asInt();
  }

  @Test
  void aConsoleOutlivesItsBrokersAndGoesOnWhenTheyReturn() throws Exception {
    int port = freePort();
    int controller = freePort();
    Path data = folder.resolve("kafka");
    try (DeskGround ground =
        DeskGround.open(folder.resolve("console"), KafkaOptions.of("127.0.0.1:" + port))) {
      DeskGround.await()
          .untilAsserted(
              () ->
                  assertThat(ground.desk.feed().status().error())
                      .contains("127.0.0.1:" + port)
                      .contains("does not answer"));
      assertThat(total(ground)).isZero();
      Answer refused = ground.post("ann", "/api/triage", NOTE);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).contains("nothing was written");

      EmbeddedKafka broker = EmbeddedKafka.startIn(data, port, controller);
      try (Topics topics = Topics.plain(broker)) {
        topics.raise(alert("a"));
        DeskGround.await().untilAsserted(() -> assertThat(total(ground)).isEqualTo(1));
        // The console has made the topics of decisions, and follows topics that come later.
        DeskGround.await()
            .untilAsserted(
                () ->
                    assertThat(ground.post("ann", "/api/triage", NOTE).text())
                        .contains("\"done\":[{"));
      } finally {
        broker.close();
      }
      DeskGround.await().until(() -> !ground.desk.feed().status().connected());
      assertThat(total(ground)).isEqualTo(1);

      EmbeddedKafka again = EmbeddedKafka.startIn(data, port, controller);
      try (Topics topics = Topics.plain(again)) {
        topics.raise(alert("b"));
        DeskGround.await().untilAsserted(() -> assertThat(total(ground)).isEqualTo(2));
        theTopicsAreMadeAnew(ground, again, topics);
      } finally {
        again.close();
      }
    }
  }

  private static void theTopicsAreMadeAnew(DeskGround ground, EmbeddedKafka broker, Topics topics)
      throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.deleteTopics(List.of("alerts", "alerts-history")).all().get(20, TimeUnit.SECONDS);
    }
    DeskGround.await()
        .ignoreExceptions()
        .until(
            () -> {
              broker.createTopic("alerts", 1, Map.of());
              return true;
            });
    topics.send("alerts", "c", Topics.avro(alert("c").build()));

    DeskGround.await()
        .untilAsserted(
            () ->
                assertThat(
                        ground.json("/api/alerts?view=all").path("rows").findValuesAsText("title"))
                    .containsExactly("Title of c"));
  }
}
