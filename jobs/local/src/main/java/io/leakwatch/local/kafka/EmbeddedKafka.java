package io.leakwatch.local.kafka;

import io.leakwatch.local.AtExit;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker inside this JVM, for the demo and for tests: one node, in KRaft mode, on free
 * ports of the loopback address. Its data lies in a temporary folder that goes when it is closed,
 * or when the JVM ends in an orderly way.
 *
 * <p>Nothing in it expires: retention goes by the records' own timestamps, so events from an old
 * log would be gone within minutes.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final int NODE_ID = 1;
  private static final int ATTEMPTS = 3;
  private static final int LOOKS_FOR_TOPIC = 500;

  private final KafkaRaftServer server;
  private final Path folder;
  private final String bootstrapServers;
  private final Thread closeAtExit = new Thread(this::stop, "embedded-kafka-close");
  private boolean closed;

  private EmbeddedKafka(KafkaRaftServer server, Path folder, int port) {
    this.server = server;
    this.folder = folder;
    this.bootstrapServers = "127.0.0.1:" + port;
  }

  /**
   * Starts a broker and waits until it answers, a few seconds.
   *
   * @throws CommandFault when it cannot be started
   */
  public static EmbeddedKafka start() {
    EmbeddedKafka kafka = startForOwner();
    Runtime.getRuntime().addShutdownHook(kafka.closeAtExit);
    return kafka;
  }

  /**
   * Likewise, but its owner closes it also when the JVM has to end: hooks run in no order, and a
   * broker that goes before its clients makes them complain.
   */
  public static EmbeddedKafka startForOwner() {
    return startForOwner(folder -> {});
  }

  /**
   * Likewise, for an owner who may have to go before it has started.
   *
   * @param made is given the folder as soon as there is one, to be removed by such an owner
   */
  public static EmbeddedKafka startForOwner(Consumer<Path> made) {
    surviveFatalFaults();
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnFreePorts(made);
      } catch (Exception fault) {
        // Between finding a port free and binding it, another process may have taken it.
        if (attempt == ATTEMPTS) {
          throw new CommandFault(
              "the embedded Kafka broker did not start: "
                  + fault.getMessage()
                  + "; check that the temporary folder is writable and 127.0.0.1 can be bound",
              fault);
        }
      }
    }
  }

  private static EmbeddedKafka startOnFreePorts(Consumer<Path> made) throws Exception {
    Path folder = Folders.temporary("leakwatch-kafka-");
    made.accept(folder);
    KafkaRaftServer server = null;
    try {
      int port;
      int controllerPort;
      try (ServerSocket first = freePort();
          ServerSocket second = freePort()) {
        port = first.getLocalPort();
        controllerPort = second.getLocalPort();
      }
      format(folder);
      server =
          new KafkaRaftServer(
              new KafkaConfig(settings(folder, port, controllerPort), false), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(server, folder, port);
    } catch (Exception | LinkageError fault) {
      if (server != null) {
        server.shutdown();
      }
      Folders.delete(folder);
      throw fault;
    }
  }

  /** What Kafka's clients are given to find it: host and port. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Makes a topic. Its records never expire, unless the configuration says so.
   *
   * @param partitions 1 or more
   * @param config Kafka's topic settings, such as {@code cleanup.policy}; empty for the defaults
   * @throws CommandFault when Kafka refuses, say because the topic exists
   */
  public void createTopic(String name, int partitions, Map<String, String> config) {
    Map<String, String> settings = new HashMap<>(config);
    settings.putIfAbsent(TopicConfig.RETENTION_MS_CONFIG, "-1");
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
          .all()
          .get(30, TimeUnit.SECONDS);
      awaitKnown(admin, name);
    } catch (ExecutionException fault) {
      throw new CommandFault(
          "topic " + name + " was not created: " + fault.getCause().getMessage(), fault);
    } catch (TimeoutException fault) {
      throw new CommandFault(
          "topic " + name + " was not created: the embedded broker does not answer", fault);
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new CommandFault("interrupted while topic " + name + " was being created", fault);
    }
  }

  /** The controller has made a topic a moment before the broker knows of it. */
  private static void awaitKnown(Admin admin, String topic)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (int attempt = 1; ; attempt++) {
      try {
        admin.describeTopics(List.of(topic)).allTopicNames().get(30, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException fault) {
        if (!(fault.getCause() instanceof UnknownTopicOrPartitionException)
            || attempt == LOOKS_FOR_TOPIC) {
          throw fault;
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  /** Where its data lies until it is closed. */
  public Path folder() {
    return folder;
  }

  /** Stops the broker and removes its data. Closing it again does nothing. */
  @Override
  public void close() {
    // If it is too late for that the hook runs, or has run; whoever comes second does nothing.
    AtExit.forget(closeAtExit);
    stop();
  }

  private synchronized void stop() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    Folders.delete(folder);
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  private static void format(Path folder) throws Exception {
    new Formatter()
        .setPrintStream(new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8))
        .setNodeId(NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .setDirectories(List.of(folder.toString()))
        .setMetadataLogDirectory(folder.toString())
        .run();
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
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

  /** A broker that meets a fatal fault ends its process, which here is everything else too. */
  private static void surviveFatalFaults() {
    Exit.Procedure refuse =
        (status, message) -> {
          String what = "the embedded Kafka broker has failed (status " + status + "): " + message;
          LOG.error(what);
          throw new IllegalStateException(what);
        };
    Exit.setExitProcedure(refuse);
    Exit.setHaltProcedure(refuse);
  }
}
