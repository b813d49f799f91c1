package io.leakwatch.workbench.chaos;

import io.leakwatch.local.CommandFault;
import io.leakwatch.local.kafka.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;

/**
 * {@code run} and a broker, each a process, that are killed and stopped as a schedule says, while
 * events come in.
 */
final class Disturbed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TO_END = Duration.ofSeconds(30);
  private static final Duration TO_CATCH_UP = Duration.ofMinutes(3);
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final List<String> EVENTS =
      List.of("login-events", "api-events", "dm-metadata-events");
  private static final List<String> RESULTS = List.of("alerts", "dead-letters");
  private static final int PARTITIONS = 2;

  private final Class<?> commands;
  private final Path folder;
  private final String bootstrapServers;
  private final Child broker;
  private final Path states;
  private final Optional<SmallDisk> disk;
  private Child job;
  private int endedByItself;

  /**
   * Starts a broker.
   *
   * @param commands has a {@code main} that takes a command and its options, {@code run} among them
   * @param folder takes all data and what the processes say
   */
  Disturbed(Class<?> commands, Path folder) throws IOException, InterruptedException {
    this.commands = commands;
    this.folder = folder;
    this.states = folder.resolve("states");
    this.disk = SmallDisk.at(states);
    try (ServerSocket first = freePort();
        ServerSocket second = freePort()) {
      bootstrapServers = "127.0.0.1:" + first.getLocalPort();
      broker =
          new Child(
              "broker",
              folder,
              "512m",
              BrokerProcess.class,
              List.of(
                  folder.resolve("kafka").toString(),
                  Integer.toString(first.getLocalPort()),
                  Integer.toString(second.getLocalPort())));
    }
    broker.start();
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  /** Whether a disk can be filled up; only who may mount one can. */
  boolean hasDisk() {
    return disk.isPresent();
  }

  /**
   * One schedule over all the traffic.
   *
   * @param name tells it from others on the same broker
   * @param span how long it takes to publish the traffic
   * @param progress takes what is done, in words
   */
  Outcome through(
      String name,
      Schedule schedule,
      List<EndedTraffic.Keyed> events,
      Revisions expected,
      Duration span,
      Consumer<String> progress)
      throws Exception {
    String prefix = name + ".";
    createTopics(prefix);
    Path config = configuration(name, prefix);
    Path state = states.resolve(name);
    job =
        new Child(
            name,
            folder,
            "1g",
            commands,
            List.of("run", "--config", config.toString(), "--state", state.toString()));
    Revisions read = new Revisions();
    endedByItself = 0;
    try (Feed feed = new Feed(events, prefix, span, bootstrapServers);
        AlertReader alerts = new AlertReader(bootstrapServers, prefix + "alerts", read)) {
      alerts.start();
      job.start();
      feed.start();
      for (Schedule.Act act : schedule.acts()) {
        awaitProgress(feed, act.at());
        progress.accept("at %.0f %%: %s".formatted(100 * act.at(), act.deed().words()));
        act(act, state);
      }
      awaitAll(read, expected);
      job.terminate(TO_END);
      return new Outcome(
          expected.alerts(),
          expected.size(),
          schedule.acts().size(),
          endedByItself,
          read.lost(expected),
          read.invented(expected),
          read.doubled(),
          alerts.largestGap(feed));
    } finally {
      job.close();
    }
  }

  private void createTopics(String prefix) throws Exception {
    for (String topic : EVENTS) {
      EmbeddedKafka.createTopic(
          bootstrapServers,
          prefix + topic,
          PARTITIONS,
          // As is recommended; otherwise the time of old events would be doubted at each start.
          Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
    }
    for (String topic : RESULTS) {
      EmbeddedKafka.createTopic(bootstrapServers, prefix + topic, 1, Map.of());
    }
  }

  private Path configuration(String name, String prefix) throws IOException {
    StringBuilder topics = new StringBuilder();
    Stream.concat(EVENTS.stream(), RESULTS.stream())
        .forEach(topic -> topics.append("kafka.topics.%s: %s%s%n".formatted(topic, prefix, topic)));
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        kafka.bootstrap-servers: %s
        kafka.group-id: %s
        checkpoints.interval: 500ms
        time.max-drift: 10m
        # Longer than a broker is away.
        time.idle-after: 15s
        %s"""
            .formatted(bootstrapServers, name, topics));
  }

  private void act(Schedule.Act act, Path state) throws Exception {
    switch (act.deed()) {
      case KILL_RUN -> {
        job.kill();
        job.start();
      }
      case KILL_RUN_AT_COMMIT -> {
        awaitCheckpoint(state);
        job.kill();
        job.start();
      }
      case END_RUN -> {
        job.terminate(TO_END);
        job.start();
      }
      case FREEZE_RUN -> job.freeze(act.span());
      case KILL_BROKER -> {
        broker.kill();
        TimeUnit.MILLISECONDS.sleep(act.span().toMillis());
        broker.start();
      }
      case FREEZE_BROKER -> broker.freeze(act.span());
      case FILL_DISK -> {
        if (disk.isPresent()) {
          disk.get().fill();
          TimeUnit.MILLISECONDS.sleep(act.span().toMillis());
          disk.get().free();
        }
      }
    }
  }

  /** Returns as soon as another checkpoint is complete. */
  private static void awaitCheckpoint(Path state) throws Exception {
    Path checkpoints = state.resolve("checkpoints");
    long before = newest(checkpoints);
    long until = System.nanoTime() + TO_START.toNanos();
    while (newest(checkpoints) == before && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /** The number of the newest complete checkpoint; -1 for none. */
  private static long newest(Path checkpoints) {
    var complete = FileSystems.getDefault().getPathMatcher("glob:**/chk-*/_metadata");
    try (Stream<Path> files = Files.walk(checkpoints, 3)) {
      return files
          .filter(complete::matches)
          .mapToLong(file -> Long.parseLong(file.getParent().getFileName().toString().substring(4)))
          .max()
          .orElse(-1);
    } catch (IOException | RuntimeException gone) {
      return -1; // it is removed while it is looked at
    }
  }

  private void awaitProgress(Feed feed, double share) throws Exception {
    while (feed.progress() < share) {
      checkAlive();
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  /** Until all has come, or nothing more comes: what is missing then is lost. */
  private void awaitAll(Revisions read, Revisions expected) throws Exception {
    long until = System.nanoTime() + TO_CATCH_UP.toNanos();
    while (!read.reaches(expected) && System.nanoTime() < until) {
      checkAlive();
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  private void checkAlive() throws IOException {
    if (!broker.isAlive()) {
      throw new CommandFault("the broker ended by itself; its last words:\n" + broker.lastWords());
    }
    if (!job.isAlive()) {
      // As whoever looks after processes does.
      job.start();
      endedByItself++;
    }
  }

  @Override
  public void close() {
    broker.close();
    disk.ifPresent(SmallDisk::close);
  }
}
