package io.leakwatch.local.live;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.ProgressLine;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.kafka.TopicSettings;
import io.leakwatch.local.kafka.Unread;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.local.outcome.Pace;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.local.state.JobIdentity;
import io.leakwatch.local.state.Snapshot;
import io.leakwatch.local.state.StateFolder;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The job against a Kafka that exists, in this JVM, until it is stopped. What it remembers outlives
 * it: the next one goes on where this one ended, however it ended.
 */
public final class LiveRun {

  private static final long TICK_MILLIS = 100;

  /** For the savepoint of a clean end; who stops a process does not wait for much longer. */
  private static final Duration TO_STOP = Duration.ofSeconds(8);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final JobConfig config;
  private final Path folder;
  private final boolean fresh;
  private final PrintWriter out;
  private final ProgressLine progress = new ProgressLine();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param config names a Kafka
   * @param folder where it keeps what it remembers
   * @param fresh whether it forgets what lies there
   * @param out takes where events come from and where alerts go, and at the end the result
   */
  public LiveRun(JobConfig config, Path folder, boolean fresh, PrintWriter out) {
    this.config = config;
    this.folder = folder;
    this.fresh = fresh;
    this.out = out;
  }

  /** Asks it to end soon, from any thread. */
  public void stop() {
    stopped.countDown();
  }

  /**
   * Runs until it is stopped. It keeps a savepoint then; where that takes too long, its last
   * checkpoint is what the next one goes on from. If a task fails that has worked before, the job
   * begins again at its last checkpoint.
   *
   * @throws CommandFault when Kafka does not answer, a topic is missing, the state cannot be kept
   *     or read, or the job fails before it has ever completed a checkpoint
   */
  public void run() throws Exception {
    KafkaTopics.check(config.kafka());
    JobIdentity identity = JobIdentity.of(config, KafkaTopics.clusterId(config.kafka()));
    try (StateFolder state = StateFolder.open(folder, identity, fresh)) {
      announce();
      TopicSettings.doubts(config.kafka()).forEach(doubt -> say("advice   " + doubt));
      Unread.deleted(config.kafka()).forEach(words -> say("missing  " + words));
      Duration pause = Duration.ZERO;
      while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        Snapshot from = state.newest().orElse(null);
        try {
          runFrom(from, state);
          return;
        } catch (CommandFault fault) {
          if (stopped.getCount() == 0) {
            throw fault;
          }
          pause = nextPause(pause, from, state, fault);
          say(
              "%s%s; it begins again at its last checkpoint in %d s",
              fault.getMessage(), room(fault), pause.toSeconds());
        }
      }
    } finally {
      progress.clear();
    }
  }

  private void runFrom(Snapshot from, StateFolder state) throws Exception {
    if (from != null) {
      state.clean(from);
    }
    say("state    %s: %s", state.path(), from == null ? "nothing yet" : wordsOf(from, state));
    try (LocalJob job = LocalJob.resume(config, state, from)) {
      job.awaitRunning();
      Recently recently = new Recently();
      while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        job.checkAlive();
        show(job.counters(), recently);
      }
      progress.clear();
      boolean isClean = job.stop(TO_STOP, state);
      say(Summary.of(job.counters(), Map.of(), new Pace()).balance());
      say(isClean ? "ended; the next start goes on from here" : unclean());
    } finally {
      progress.clear();
    }
  }

  private static String wordsOf(Snapshot from, StateFolder state) {
    return String.format(
        Locale.ROOT,
        "goes on from the %s of %s",
        from.folder().startsWith(state.ends()) ? "end" : "last checkpoint,",
        from.at().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Where to make room, if that is what is missing. */
  private String room(CommandFault fault) {
    return String.valueOf(fault.getMessage()).contains("No space left")
        ? "; make room for %s and for temporary files".formatted(folder)
        : "";
  }

  /** What is to be known of an end without a savepoint. */
  private String unclean() {
    return ("the job did not stop within %d s, and was cut off; the next start goes on from its last"
            + " checkpoint, and reads what came after it once more: nothing is lost, %s")
        .formatted(
            TO_STOP.toSeconds(),
            config.kafka().get(KafkaOptions.DELIVERY).equals("exactly-once")
                ? "no alert is written twice"
                : "some alerts are written twice");
  }

  /**
   * How long to wait before it begins again.
   *
   * @throws CommandFault the fault, if it did not get on since it began: it would not next time
   */
  private Duration nextPause(Duration last, Snapshot from, StateFolder state, CommandFault fault) {
    Optional<Snapshot> newest = state.newest();
    boolean gotOn = newest.isPresent() && (from == null || newest.get().id() > from.id());
    if (gotOn) {
      return FIRST_PAUSE;
    }
    if (last.isZero()) {
      throw from == null
          ? new CommandFault(fault.getMessage() + room(fault), fault)
          : new CommandFault(
              ("%s. It was to go on from the state in %s; if that cannot be read any more, './leakwatch"
                      + " run --fresh' begins without it, and forgets what detectors have counted")
                  .formatted(fault.getMessage(), state.path()),
              fault);
    }
    Duration doubled = last.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void announce() {
    KafkaOptions kafka = config.kafka();
    say(
        "reading  %s at %s, group %s, from %s",
        String.join(", ", KafkaTopics.described(kafka)),
        kafka.get(KafkaOptions.BOOTSTRAP_SERVERS),
        kafka.get(KafkaOptions.GROUP_ID),
        kafka.get(KafkaOptions.START_FROM));
    say(
        "writing  alerts to %s (%s, %s), dead letters to %s",
        kafka.get(KafkaOptions.ALERTS_TOPIC),
        kafka.get(KafkaOptions.ALERTS_FORMAT),
        delivery(kafka),
        kafka.get(KafkaOptions.DEAD_LETTERS_TOPIC));
  }

  private String delivery(KafkaOptions kafka) {
    String delivery = kafka.get(KafkaOptions.DELIVERY);
    Duration interval = config.runtime().settings().get(RuntimeOptions.CHECKPOINT_INTERVAL);
    return delivery.equals("exactly-once")
        ? delivery + ", readable up to " + Figures.of(interval) + " later"
        : delivery;
  }

  private void show(Counters counters, Recently recently) {
    long received = counters.get("received");
    recently.sample(System.nanoTime(), received);
    progress.show(
        String.format(
            Locale.ROOT,
            "%,d events received, %,d/s; %,d duplicates, %,d late, %,d dead letters",
            received,
            recently.perSecond(),
            counters.get("duplicates"),
            counters.get("late"),
            counters.get("dead_lettered")));
  }

  private void say(String format, Object... values) {
    progress.clear();
    out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
