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
import java.nio.file.Files;
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
    return start(Map.of());
  }

  /**
   * Likewise, with more settings of the broker, which win over its own. What they say of listeners
   * is added to its own.
   */
  public static EmbeddedKafka start(Map<String, String> more) {
    EmbeddedKafka kafka = startForOwner(folder -> {}, more);
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
    return startForOwner(made, Map.of());
  }

  private static EmbeddedKafka startForOwner(Consumer<Path> made, Map<String, String> more) {
    surviveFatalFaults();
    for (int attempt = 1; ; attempt++) {
      try {
        return startOnFreePorts(made, more);
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

  private static EmbeddedKafka startOnFreePorts(Consumer<Path> made, Map<String, String> more)
      throws Exception {
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
      Map<String, String> settings = EmbeddedSettings.of(NODE_ID, folder, port, controllerPort);
      more.forEach((key, value) -> EmbeddedSettings.add(settings, key, value));
      server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
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

  /**
   * Starts a broker whose data outlives it, so that it can be killed and started again.
   *
   * @param folder its data; made and formatted if it is not there
   * @param port of the loopback address, for clients
   * @param controllerPort another, for the broker's own use
   */
  public static EmbeddedKafka startIn(Path folder, int port, int controllerPort) throws Exception {
    surviveFatalFaults();
    if (!Files.exists(folder.resolve("meta.properties"))) {
      Files.createDirectories(folder);
      format(folder);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(EmbeddedSettings.of(NODE_ID, folder, port, controllerPort), false),
            Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, null, port);
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
    createTopic(bootstrapServers, name, partitions, config);
  }

  /**
   * Likewise, on a broker of another process.
   *
   * @param bootstrapServers its host and port
   */
  public static void createTopic(
      String bootstrapServers, String name, int partitions, Map<String, String> config) {
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

  /** Where its data lies until it is closed; null for data that outlives it. */
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
    if (folder != null) {
      Folders.delete(folder);
    }
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
