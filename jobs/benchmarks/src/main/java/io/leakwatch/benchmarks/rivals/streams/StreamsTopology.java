package io.leakwatch.benchmarks.rivals.streams;

import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.contest.Stopwatch;
import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Stories;
import io.leakwatch.local.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * Three detectors in Kafka Streams: credential stuffing, impossible travel and mass scraping.
 *
 * <p>Two stream threads. What is judged by an address or a reader goes by a repartition topic,
 * slimmed to a few bytes. Stores are in memory, cached, and logged to changelog topics, which is
 * the default. An event is done with when the last record made of it was judged, beyond the
 * repartition topic.
 */
public final class StreamsTopology implements Contestant {

  private static final long CACHE_BYTES = 64L << 20;
  private static final int BATCH_BYTES = 128 << 10;
  private static final Duration TO_CLOSE = Duration.ofSeconds(30);

  private final String guarantee;

  private StreamsTopology(String guarantee) {
    this.guarantee = guarantee;
  }

  /** As by default: what was in hand when it fails is counted twice. */
  public static StreamsTopology atLeastOnce() {
    return new StreamsTopology(StreamsConfig.AT_LEAST_ONCE);
  }

  /** In transactions, which is what the job itself does; committed as often as by default. */
  public static StreamsTopology exactlyOnce() {
    return new StreamsTopology(StreamsConfig.EXACTLY_ONCE_V2);
  }

  @Override
  public Outcome run(Course course) throws Exception {
    Path folder = Folders.temporary("leakwatch-streams-");
    Progress progress = new Progress();
    Stories stories = new Stories();
    Properties settings = settings(course, folder);
    AtomicReference<Throwable> fault = new AtomicReference<>();
    try (KafkaStreams streams =
        new KafkaStreams(
            new DetectionTopology(course, stories, progress).build(settings), settings)) {
      streams.setUncaughtExceptionHandler(
          thrown -> {
            fault.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      long nanos = Stopwatch.time(progress::events, course.events(), () -> check(fault.get()));
      if (!streams.close(TO_CLOSE)) {
        throw new IllegalStateException("Kafka Streams did not end within " + TO_CLOSE);
      }
      streams.cleanUp();
      return new Outcome(progress.events(), nanos, stories.alerts());
    } finally {
      Folders.delete(folder);
    }
  }

  private static void check(Throwable fault) {
    if (fault != null) {
      throw new IllegalStateException("Kafka Streams failed: " + fault, fault);
    }
  }

  private Properties settings(Course course, Path folder) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "kafka-streams-" + course.name());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, course.bootstrapServers());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Course.THREADS);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    return settings;
  }
}
