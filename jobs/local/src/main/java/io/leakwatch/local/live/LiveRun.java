package io.leakwatch.local.live;

import io.leakwatch.detection.words.Figures;
import io.leakwatch.local.ProgressLine;
import io.leakwatch.local.kafka.KafkaTopics;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.local.outcome.Pace;
import io.leakwatch.local.outcome.Summary;
import io.leakwatch.pipeline.JobConfig;
import io.leakwatch.pipeline.RuntimeOptions;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The job against a Kafka that exists, in this JVM, until it is stopped. */
public final class LiveRun {

  private static final long TICK_MILLIS = 100;
  private static final Duration TO_DRAIN = Duration.ofSeconds(8);

  private final JobConfig config;
  private final PrintWriter out;
  private final ProgressLine progress = new ProgressLine();
  private final Recently recently = new Recently();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param config names a Kafka
   * @param out takes where events come from and where alerts go, and at the end the result
   */
  public LiveRun(JobConfig config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  /** Asks it to end soon, from any thread. */
  public void stop() {
    stopped.countDown();
  }

  /**
   * Runs until it is stopped. It is drained then, for its state ends with it: what it has read is
   * judged, its alerts are written, and the offsets are committed.
   *
   * @throws io.leakwatch.local.CommandFault when Kafka does not answer, a topic is missing, or the
   *     job fails
   */
  public void run() throws Exception {
    KafkaTopics.check(config.kafka());
    // A fault ends it, and is reported; to go on after one is what a cluster is for.
    try (LocalJob job = LocalJob.start(config, "none")) {
      job.awaitRunning();
      announce();
      while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        job.checkAlive();
        show(job.counters());
      }
      progress.clear();
      job.drain(TO_DRAIN);
      say(Summary.of(job.counters(), Map.of(), new Pace()).balance());
    } finally {
      progress.clear();
    }
  }

  private void announce() {
    KafkaOptions kafka = config.kafka();
    say(
        "reading  %s at %s, group %s, from %s",
        String.join(", ", KafkaTopics.read(kafka)),
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

  private void show(Counters counters) {
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
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
