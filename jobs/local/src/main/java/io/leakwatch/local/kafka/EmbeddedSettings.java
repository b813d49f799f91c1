package io.leakwatch.local.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How the embedded broker is set up. */
final class EmbeddedSettings {

  private static final Set<String> OF_LISTENERS =
      Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

  private static final Map<String, String> ONE_NODE =
      Map.of(
          "offsets.topic.replication.factor", "1",
          "offsets.topic.num.partitions", "2",
          "transaction.state.log.replication.factor", "1",
          "transaction.state.log.min.isr", "1",
          "transaction.state.log.num.partitions", "2",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1",
          "share.coordinator.state.topic.num.partitions", "1");

  /** By default Kafka drops what is a week old and refuses what is an hour ahead of its clock. */
  private static final Map<String, String> ANY_TIMESTAMP =
      Map.of(
          "log.retention.ms", "-1",
          "log.message.timestamp.before.max.ms", String.valueOf(Long.MAX_VALUE),
          "log.message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));

  /** The broker shares memory and cores with the job: its defaults are those of a whole machine. */
  private static final Map<String, String> SMALL =
      Map.of(
          "log.cleaner.dedupe.buffer.size", String.valueOf(8 << 20),
          "log.index.size.max.bytes", String.valueOf(1 << 20),
          "num.network.threads", "2",
          "num.io.threads", "2",
          "background.threads", "2",
          "num.recovery.threads.per.data.dir", "1");

  private EmbeddedSettings() {}

  /** Settings of the one node, which is broker and controller. */
  static Map<String, String> of(int node, Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(node));
    settings.put("controller.quorum.voters", node + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.putAll(ONE_NODE);
    settings.putAll(ANY_TIMESTAMP);
    settings.putAll(SMALL);
    return settings;
  }

  /** Adds a setting; lists of listeners grow. */
  static void add(Map<String, String> settings, String key, String value) {
    settings.merge(key, value, (old, more) -> OF_LISTENERS.contains(key) ? old + "," + more : more);
  }
}
