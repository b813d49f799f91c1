package io.leakwatch.benchmarks.rivals.esper;

import com.espertech.esper.common.client.EPCompiled;
import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.contest.Stopwatch;
import io.leakwatch.benchmarks.rivals.Progress;
import io.leakwatch.benchmarks.rivals.Stories;
import io.leakwatch.schemas.EventKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Three detectors as statements of Esper, in memory: credential stuffing, impossible travel and
 * mass scraping.
 *
 * <p>Two threads read half of the partitions each, take from an event only what the statements
 * need, and pass over what they do not look at. They hand it over to two runtimes, each on a thread
 * of its own, so that all of an address, an account or a reader comes to the same runtime. On the
 * way it is brought into order of time, which drives the runtimes' clocks: Esper's windows are as
 * wrong as the order of what they are shown.
 */
public final class EsperStatements implements Contestant {

  private static final int MOST_RECORDS_A_POLL = 4000;

  @Override
  public Outcome run(Course course) throws Exception {
    Progress progress = new Progress();
    Stories stories = new Stories();
    List<Handover> handovers =
        IntStream.range(0, Course.THREADS).mapToObj(i -> new Handover(Course.THREADS)).toList();
    EPCompiled compiled = Statements.compiled();
    List<DetectionRuntime> runtimes = new ArrayList<>();
    try (Crew crew = new Crew()) {
      for (int i = 0; i < Course.THREADS; i++) {
        String name = course.name() + "-" + i;
        DetectionRuntime runtime =
            new DetectionRuntime(name, Statements.configuration(), compiled, stories);
        runtimes.add(runtime);
        int worker = i;
        var queues = handovers.stream().map(handover -> handover.queue(worker)).toList();
        crew.start("esper-worker-" + i, new Worker(queues, runtime, progress));
      }
      for (int i = 0; i < Course.THREADS; i++) {
        PartitionReader reader =
            new PartitionReader(settings(course), share(course, i), handovers.get(i), progress);
        crew.start("esper-reader-" + i, reader);
      }
      long nanos = Stopwatch.time(progress::events, course.events(), crew::check);
      return new Outcome(progress.events(), nanos, stories.alerts());
    } finally {
      for (DetectionRuntime runtime : runtimes) {
        runtime.close();
      }
    }
  }

  private static Map<String, Object> settings(Course course) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        course.bootstrapServers(),
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        MOST_RECORDS_A_POLL,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }

  private static PartitionReader.Share share(Course course, int reader) {
    return new PartitionReader.Share(
        partitions(course, EventKind.LOGIN, reader),
        partitions(course, EventKind.API, reader),
        partitions(course, EventKind.DM_METADATA, reader));
  }

  private static Collection<TopicPartition> partitions(Course course, EventKind kind, int reader) {
    return IntStream.range(0, Course.PARTITIONS)
        .filter(partition -> partition % Course.THREADS == reader)
        .mapToObj(partition -> new TopicPartition(course.topics().get(kind), partition))
        .toList();
  }
}
