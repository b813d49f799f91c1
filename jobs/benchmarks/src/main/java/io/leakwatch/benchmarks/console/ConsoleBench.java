package io.leakwatch.benchmarks.console;

import io.leakwatch.benchmarks.latency.Percentiles;
import io.leakwatch.console.Console;
import io.leakwatch.console.config.ConsoleOptions;
import io.leakwatch.console.config.ConsoleSettings;
import io.leakwatch.local.CommandFault;
import io.leakwatch.local.Folders;
import io.leakwatch.local.kafka.EmbeddedKafka;
import io.leakwatch.pipeline.kafka.KafkaOptions;
import io.leakwatch.schemas.Alert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How long the console takes for its pages when there are many alerts. */
public final class ConsoleBench {

  private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final int TIMES = 100;
  private static final int TIMES_EACH = 20;

  /** One for each kind of filter, and some that people put together. */
  private static final List<String> FILTERS =
      List.of(
          "view=all&severity=CRITICAL",
          "severity=HIGH,CRITICAL&detector=credential-stuffing",
          "view=all&detector=mass-scraping,account-takeover",
          "view=all&subject_type=ADDRESS",
          "view=all&subject=198.51.3.7",
          "view=all&account=user-123",
          "view=all&address=198.51.3.7",
          "view=all&country=VN",
          "view=all&asn=64510",
          "view=all&mode=SHADOW",
          "view=all&activity=CLOSE",
          "view=all&attack=T1110.004",
          "min_risk=80",
          "view=all&min_confidence=90&min_affected=5",
          "view=all&q=user-123",
          "view=all&q=attempts",
          "sort=newest&page=400",
          "view=all&sort=updated",
          "group=subject",
          "group=detector");

  private final MadeUpAlerts alerts;
  private final Consumer<String> say;

  /**
   * @param seed of the alerts
   * @param count how many
   * @param say takes lines: what is being done, then the figures
   */
  public ConsoleBench(long seed, int count, Consumer<String> say) {
    this.alerts = new MadeUpAlerts(seed, count, Clock.systemUTC().instant());
    this.say = say;
  }

  /** The figures by name; times in milliseconds. */
  public Map<String, Long> run() throws Exception {
    Path folder = Folders.temporary("leakwatch-console-");
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      KafkaOptions options = KafkaOptions.of(kafka.bootstrapServers());
      Map<String, Long> figures = new LinkedHashMap<>();
      figures.put("alerts", (long) alerts.count());
      figures.put("revisions", publish(kafka, options));
      ConsoleSettings settings = ConsoleSettings.defaults().with(ConsoleOptions.PORT, 0);
      try (Console console = Console.start(options, settings, folder.resolve("console"))) {
        Visitor visitor = new Visitor(console.uri());
        figures.put("read_ms", read(visitor));
        measure(visitor, figures);
      }
      return figures;
    } finally {
      Folders.delete(folder);
    }
  }

  private long publish(EmbeddedKafka kafka, KafkaOptions options) {
    String topic = options.get(KafkaOptions.ALERTS_TOPIC);
    String history = options.get(KafkaOptions.ALERTS_HISTORY_TOPIC);
    kafka.createTopic(topic, 6, Map.of("cleanup.policy", "compact"));
    kafka.createTopic(history, 6, Map.of());
    AtomicLong revisions = new AtomicLong();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      alerts.forEach(
          alert -> {
            send(producer, topic, alert);
            send(producer, history, alert);
            revisions.incrementAndGet();
          });
      producer.flush();
    }
    say("%,d alerts with %,d revisions lie in Kafka", alerts.count(), revisions.get());
    return revisions.get();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is lost is missed when it is read
  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, Alert alert) {
    try {
      byte[] value = Alert.getEncoder().encode(alert).array();
      byte[] key = alert.getAlertId().getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(topic, key, value));
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
  }

  /** How long it takes until the page shows all of them in their last revision. */
  private long read(Visitor visitor) throws InterruptedException {
    long began = System.nanoTime();
    while (visitor.answer("api/alerts?view=all&size=1").path("total").asLong() < alerts.count()
        || lag(visitor) > 0) {
      if (System.nanoTime() - began > LONGEST_LOAD.toNanos()) {
        throw new CommandFault("the console has not read all alerts within " + LONGEST_LOAD);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    long millis = (System.nanoTime() - began) / 1_000_000;
    say("all of them are read after %,d ms", millis);
    return millis;
  }

  private static long lag(Visitor visitor) throws InterruptedException {
    long lag = 0;
    for (var topic : visitor.answer("api/health").path("feed").path("per_topic")) {
      lag += topic.path("lag").asLong();
    }
    return lag;
  }

  private void measure(Visitor visitor, Map<String, Long> figures) throws InterruptedException {
    visitor.times("api/alerts", TIMES_EACH);
    add(figures, "first_page", visitor.times("api/alerts", TIMES));
    List<Long> all = new ArrayList<>();
    for (String filter : FILTERS) {
      visitor.times("api/alerts?" + filter, 2);
      List<Long> times = visitor.times("api/alerts?" + filter, TIMES_EACH);
      all.addAll(times);
      say("  %-60s %s", filter, words(Percentiles.of(times)));
    }
    add(figures, "filter", all);
    String first = visitor.answer("api/alerts").path("rows").path(0).path("alert_id").asText();
    add(figures, "alert_page", visitor.times("api/alerts/" + first, TIMES));
    add(figures, "overview", visitor.times("api/overview?hours=720", TIMES_EACH));
  }

  private void add(Map<String, Long> figures, String name, List<Long> times) {
    Percentiles spread = Percentiles.of(times);
    figures.put(name + "_p50_ms", spread.median());
    figures.put(name + "_p95_ms", spread.p95());
    say("%-62s %s", name.replace('_', ' '), words(spread));
  }

  private static String words(Percentiles spread) {
    return String.format(
        Locale.ROOT,
        "median %,d ms, 95th percentile %,d ms, longest %,d ms",
        spread.median(),
        spread.p95(),
        spread.max());
  }

  private void say(String format, Object... values) {
    say.accept(String.format(Locale.ROOT, format, values));
  }
}
