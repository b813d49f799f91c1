package io.leakwatch.workbench.demo;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import io.leakwatch.local.kafka.AlertFeed;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.local.kafka.EventProducer;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.live.LocalJob;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.JobOptions;
import io.leakwatch.pipeline.gaps.GapOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.EventKind;
import io.leakwatch.traffic.Simulation;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Kafka broker, simulated traffic with attacks in it, and the detection job, all in this JVM.
 * Alerts are shown as they come; at the end, or when it is stopped, what came of it.
 */
public final class Demo {

  private static final int PARTITIONS = 4;
  private static final String ALERTS = KafkaOptions.ALERTS_TOPIC.defaultValue();
  private static final long LOOK_MILLIS = 50;

  private final DemoPlan plan;
  private final JobConfig config;
  private final DemoScreen screen;
  private final DemoFolder folder;
  private final DemoConsole console;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Path> temporary = new CopyOnWriteArrayList<>();
  private volatile Counters counters;
  private volatile boolean stopped;
  private volatile String stage = "it was about to begin";
  private Play play;
  private boolean concluded;

  /**
   * @param config the job's and its runtime's options; Kafka's are the demo's own
   * @param screen takes the alerts and the summary
   * @param folder where the alerts lie afterwards
   * @param console shows the alerts, too, and stays open when all is over, until it is stopped;
   *     null for none
   */
  public Demo(
      DemoPlan plan, JobConfig config, DemoScreen screen, DemoFolder folder, DemoConsole console) {
    this.plan = plan;
    this.config = config;
    this.screen = screen;
    this.folder = folder;
    this.console = console;
  }

  /** Asks it to end soon, from any thread: {@link #run} says what there is, and returns. */
  public void stop() {
    stopped = true;
    ended.countDown();
    Play playing = playing();
    if (playing == null) {
      conclude(); // at once: what is being started cannot be stopped before it has started
    } else {
      playing.stop();
    }
  }

  /**
   * For one that was stopped and does not end: says what there is if that has not been said, and
   * removes its temporary files as far as that can be done. The process must end then.
   */
  public void giveUp() {
    conclude();
    for (Path each : temporary) {
      try {
        Folders.delete(each);
      } catch (UncheckedIOException inUse) {
        // Its threads may write to the last; what is left is the system's to clear.
      }
    }
  }

  /** Where its temporary files lie until it has ended; none before it has started. */
  public List<Path> folders() {
    return List.copyOf(temporary);
  }

  /**
   * Runs to the end, or until it is stopped.
   *
   * @throws CommandFault when the broker or the job fails, or the alerts cannot be written
   */
  public void run() throws Exception {
    try {
      runStages();
    } catch (Exception | LinkageError fault) {
      // Who ends while everything ends may stumble over what is gone.
      if (!stopped) {
        throw fault;
      }
      conclude();
    } finally {
      screen.close();
    }
  }

  private void runStages() throws Exception {
    begin("Starting Kafka", "Kafka was starting");
    FutureTask<Simulation> traffic = madeUp();
    try (EmbeddedKafka kafka = EmbeddedKafka.startForOwner(temporary::add)) {
      if (!stopped) {
        createTopics(kafka);
        begin("Making up the traffic", "the traffic was being made up");
      }
      Simulation simulation = await(traffic);
      if (!stopped) {
        watched(kafka, simulation);
      }
    }
  }

  private void watched(EmbeddedKafka kafka, Simulation simulation) throws Exception {
    JobConfig config = configOf(kafka);
    KafkaTopics.check(config.kafka()); // it makes those of decisions
    if (console == null) {
      detect(kafka, config, simulation);
      return;
    }
    Path files = Folders.temporary("leakwatch-console-");
    temporary.add(files);
    try (DemoConsole.Served served =
        console.open(config, files.resolve("console"), () -> counters)) {
      screen.say("The alerts are shown at " + served.address() + " too; open it in a browser.");
      detect(kafka, config, simulation);
      ended.await();
    } finally {
      Folders.delete(files);
    }
  }

  /** Says which stage begins. */
  private void begin(String what, String past) {
    stage = past;
    screen.row(what + " …");
  }

  /** A moment for each million events; Kafka can start meanwhile. */
  private FutureTask<Simulation> madeUp() {
    FutureTask<Simulation> traffic = new FutureTask<>(() -> Simulation.of(plan.simulation()));
    Thread thread = new Thread(traffic, "demo-traffic");
    thread.setDaemon(true);
    thread.start();
    return traffic;
  }

  /** The traffic; null if the demo is stopped before there is some. */
  private Simulation await(FutureTask<Simulation> traffic) throws Exception {
    while (!stopped) {
      try {
        return traffic.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        // look again
      } catch (ExecutionException fault) {
        throw new CommandFault(
            "the traffic could not be made up (%s); choose a lower --rate or a shorter --duration"
                .formatted(fault.getCause()),
            fault);
      }
    }
    return null;
  }

  /** Dead letters hold personal data; here as everywhere they do not stay. */
  private static final String A_WEEK = Long.toString(Duration.ofDays(7).toMillis());

  private static void createTopics(EmbeddedKafka kafka) {
    for (EventKind kind : EventKind.values()) {
      kafka.createTopic(
          kind.topic(), PARTITIONS, Map.of("message.timestamp.type", "LogAppendTime"));
    }
    kafka.createTopic(ALERTS, 1, Map.of("cleanup.policy", "compact"));
    kafka.createTopic(
        KafkaOptions.DEAD_LETTERS_TOPIC.defaultValue(), 1, Map.of("retention.ms", A_WEEK));
  }

  private JobConfig configOf(EmbeddedKafka kafka) {
    KafkaOptions ours =
        KafkaOptions.of(kafka.bootstrapServers())
            // Alerts are to be seen at once, not at the next checkpoint.
            .with(KafkaOptions.DELIVERY, "at-least-once");
    // Here two minutes of event time, the default, go by in half a second. All partitions are
    // written by one hand in order of time, so that none runs ahead, and none has to be held back.
    JobOptions options =
        config
            .job()
            .with(JobOptions.MAX_DRIFT, Duration.ofDays(1))
            .with(GapOptions.MAX_BEHIND, Duration.ofDays(1));
    return new JobConfig(options, ours, config.runtime());
  }

  private void detect(EmbeddedKafka kafka, JobConfig config, Simulation simulation)
      throws Exception {
    begin("Starting the detection job", "the job was starting");
    try (LocalJob job = LocalJob.start(config, "none", temporary::add);
        AlertFeed feed = new AlertFeed(kafka.bootstrapServers(), ALERTS)) {
      counters = job.counters();
      job.awaitRunning();
      try (Publisher publisher =
          new Publisher(plan, simulation, new EventProducer(kafka.bootstrapServers()))) {
        Play playing = new Play(plan, simulation.labels(), publisher, job, feed, screen);
        if (begin(playing)) {
          announce(kafka);
          playing.run();
          conclude();
        }
      }
    }
  }

  private void announce(EmbeddedKafka kafka) {
    screen.say(
        String.format(
            Locale.ROOT,
            "Publishing %,d events a second for %s to the Kafka at %s: %s of a made-up platform's"
                + " traffic, with attacks in it. Ctrl-C ends it earlier.",
            plan.eventsPerSecond(),
            Figures.of(plan.duration()),
            kafka.bootstrapServers(),
            Figures.of(DemoPlan.SPAN)));
    screen.say(
        String.format(
            Locale.ROOT,
            "'time' counts from now; each second the events' own clock goes on by %s. 'up': an"
                + " alert has become graver.",
            Figures.of(Duration.ofSeconds(plan.acceleration()))));
    screen.say("");
    screen.row(AlertLine.header());
  }

  private synchronized Play playing() {
    return play;
  }

  /** Whether it may begin: not if it was stopped, and has said so. */
  private synchronized boolean begin(Play playing) {
    if (!concluded) {
      play = playing;
    }
    return !concluded;
  }

  /** Says what there is, once. */
  private synchronized void conclude() {
    if (concluded) {
      return;
    }
    concluded = true;
    if (play == null) {
      screen.say("");
      screen.say("stopped while " + stage + ": nothing was published, so there are no alerts");
    } else {
      DemoOutcome outcome = play.outcome();
      DemoEnding ending = new DemoEnding(plan, outcome, screen);
      ending.say();
      ending.sayNext(folder.write(outcome));
    }
    if (console != null && !stopped) {
      screen.say("");
      screen.say("The console stays open until Ctrl-C.");
    }
    screen.close();
  }
}
