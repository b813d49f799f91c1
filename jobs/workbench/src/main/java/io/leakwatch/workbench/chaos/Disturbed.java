package io.leakwatch.workbench.chaos;

import io.leakwatch.local.CommandFault;
import io.leakwatch.workbench.process.Child;
import io.leakwatch.workbench.process.Child.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A broker, and the job in other processes, that are killed and stopped as a schedule says, while
 * events come in.
 */
final class Disturbed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TO_CATCH_UP = Duration.ofMinutes(3);

  private final Path folder;
  private final String bootstrapServers;
  private final Child broker;

  /**
   * What comes in, and what is to come of it.
   *
   * @param span how long it takes to publish the events
   */
  record Trial(List<EndedTraffic.Keyed> events, Revisions expected, Duration span) {}

  /**
   * Starts a broker.
   *
   * @param folder takes all data and what the processes say
   */
  Disturbed(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket first = freePort();
        ServerSocket second = freePort()) {
      bootstrapServers = "127.0.0.1:" + first.getLocalPort();
      broker =
          new Child(
              "broker",
              folder,
              "512m",
              Program.of(
                  BrokerProcess.class,
                  List.of(
                      folder.resolve("kafka").toString(),
                      Integer.toString(first.getLocalPort()),
                      Integer.toString(second.getLocalPort()))));
    }
    broker.start();
  }

  private static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  /**
   * One schedule over all the traffic.
   *
   * @param name tells it from others on the same broker
   * @param progress takes what is done, in words
   */
  Outcome through(
      String name, Target.Kind kind, Schedule schedule, Trial trial, Consumer<String> progress)
      throws Exception {
    return through(name, kind, schedule, trial, progress, trial.expected().none());
  }

  /**
   * Likewise.
   *
   * @param all takes what can be read at the end, also of detectors that are not compared
   */
  Outcome through(
      String name,
      Target.Kind kind,
      Schedule schedule,
      Trial trial,
      Consumer<String> progress,
      Revisions all)
      throws Exception {
    Topics topics = Topics.create(bootstrapServers, name + ".");
    Revisions expected = trial.expected();
    Revisions read = expected.none();
    try (Target target = kind.of(name, configuration(name, topics));
        Feed feed = new Feed(trial.events(), name + ".", trial.span(), bootstrapServers);
        AlertReader alerts = new AlertReader(bootstrapServers, topics.alerts(), read)) {
      target.spared().forEach(progress);
      alerts.start();
      target.start();
      feed.start();
      Course course = new Course(target, topics, feed, read, expected, progress);
      for (Schedule.Act act : schedule.acts()) {
        course.awaitProgress(act.at());
        progress.accept("at %.0f %%: %s".formatted(100 * act.at(), act.deed().words()));
        course.act(act);
      }
      course.awaitAll();
      target.end();
      alerts.handedTwice().forEach(place -> progress.accept("handed out twice: " + place));
      AlertReader.read(bootstrapServers, topics.alerts(), all);
      Revisions written = expected.none();
      AlertReader.read(bootstrapServers, topics.alerts(), written);
      return new Outcome(
          expected.alerts(),
          expected.size(),
          schedule.acts().size(),
          course.endedByItself,
          written.lost(expected),
          // Also what could be read for a while only.
          Stream.concat(written.invented(expected).stream(), read.invented(expected).stream())
              .distinct()
              .toList(),
          written.doubled(),
          alerts.largestGap(feed));
    }
  }

  private Path configuration(String name, Topics topics) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        kafka.bootstrap-servers: %s
        kafka.group-id: %s
        checkpoints.interval: 500ms
        # Of a cluster; run has its own.
        checkpoints.folder: %s
        time.max-drift: 10m
        # Longer than a broker is away, also where processors are busy.
        time.idle-after: 45s
        # Sooner than whoever publishes there.
        kafka.properties.partition.discovery.interval.ms: %d
        %s"""
            .formatted(
                bootstrapServers,
                name,
                checkpoints(name).toUri(),
                Topics.DISCOVERY.toMillis(),
                topics.settings()));
  }

  /** Where the job keeps checkpoints, on a cluster. */
  Path checkpoints(String name) {
    return folder.resolve("checkpoints-" + name);
  }

  /** How one schedule goes on. */
  private final class Course {

    private final Target target;
    private final Topics topics;
    private final Feed feed;
    private final Revisions read;
    private final Revisions expected;
    private final Consumer<String> progress;
    private int endedByItself;

    Course(
        Target target,
        Topics topics,
        Feed feed,
        Revisions read,
        Revisions expected,
        Consumer<String> progress) {
      this.progress = progress;
      this.read = read;
      this.expected = expected;
      this.target = target;
      this.topics = topics;
      this.feed = feed;
    }

    void act(Schedule.Act act) throws Exception {
      switch (act.deed()) {
        case KILL_BROKER -> {
          broker.kill();
          TimeUnit.MILLISECONDS.sleep(act.span().toMillis());
          broker.start();
        }
        case FREEZE_BROKER -> broker.freeze(act.span());
        case ADD_PARTITIONS -> {
          topics.addPartitions();
          TimeUnit.MILLISECONDS.sleep(Topics.TO_BE_KNOWN.toMillis());
          feed.knowsNewPartitions();
        }
        case UPGRADE -> {
          // So that both versions see events, however slow the machine is.
          feed.hold(true);
          awaitRevisions((int) (expected.size() * act.at() / 2));
          target.suffer(act);
          feed.hold(false);
        }
        default -> target.suffer(act);
      }
    }

    void awaitProgress(double share) throws Exception {
      while (feed.progress() < share) {
        checkAlive();
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    }

    /** Until all has come, or nothing more comes: what is missing then is lost. */
    void awaitAll() throws Exception {
      await(() -> read.reaches(expected));
    }

    private void awaitRevisions(int some) throws Exception {
      await(() -> read.size() >= some);
    }

    private void await(BooleanSupplier holds) throws Exception {
      long until = System.nanoTime() + TO_CATCH_UP.toNanos();
      while (!holds.getAsBoolean() && System.nanoTime() < until) {
        checkAlive();
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    }

    private void checkAlive() throws Exception {
      if (!broker.isAlive()) {
        throw new CommandFault(
            "the broker ended by itself; its last words:\n" + broker.lastWords());
      }
      for (String said : target.revive()) {
        endedByItself++;
        progress.accept("ended by itself, and is started again. " + said);
      }
    }
  }

  @Override
  public void close() {
    broker.close();
  }
}
