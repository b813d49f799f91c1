package io.leakwatch.benchmarks.ceilings;

import io.leakwatch.benchmarks.contest.Contestant;
import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.benchmarks.contest.Outcome;
import io.leakwatch.benchmarks.contest.Stopwatch;
import io.leakwatch.local.Folders;
import io.leakwatch.local.outcome.Counters;
import io.leakwatch.local.replay.LocalFlink;
import io.leakwatch.pipeline.metrics.JobMetric;
import io.leakwatch.pipeline.types.InTask;
import io.leakwatch.schemas.EventKind;
import java.io.Serial;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Flink reads the topics, decodes the events and throws them away: what no Flink job that looks
 * into events can be faster than.
 */
public final class FlinkDecode implements Contestant {

  private static final String DECODED = "decoded";

  @Override
  public Outcome run(Course course) throws Exception {
    Path folder = Folders.temporary("leakwatch-flink-decode-");
    Configuration configuration = LocalFlink.configuration(folder, Course.THREADS);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    try (Counters counters = Counters.of(configuration)) {
      JobClient job = submit(course, configuration);
      try {
        long nanos = Stopwatch.time(() -> counters.get(DECODED), course.events(), () -> check(job));
        return new Outcome(counters.get(DECODED), nanos, List.of());
      } finally {
        job.cancel().get(10, TimeUnit.SECONDS);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private static JobClient submit(Course course, Configuration configuration) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(Course.THREADS, configuration);
    for (String topic : course.topics().values()) {
      KafkaSource<SpecificRecordBase> source =
          KafkaSource.<SpecificRecordBase>builder()
              .setBootstrapServers(course.bootstrapServers())
              .setTopics(topic)
              .setStartingOffsets(OffsetsInitializer.earliest())
              .setDeserializer(new Decoded(course))
              .build();
      env.fromSource(source, WatermarkStrategy.noWatermarks(), topic)
          .filter(new CountAndDrop())
          .sinkTo(new DiscardingSink<>());
    }
    return env.executeAsync("flink-decode");
  }

  private static void check(JobClient job) throws Exception {
    if (job.getJobExecutionResult().isDone()) {
      job.getJobExecutionResult().get();
    }
  }

  private static final class Decoded
      implements KafkaRecordDeserializationSchema<SpecificRecordBase> {

    @Serial private static final long serialVersionUID = 1;

    private final LinkedHashMap<EventKind, String> topics;
    private transient AvroEvents events;

    Decoded(Course course) {
      this.topics = new LinkedHashMap<>(course.topics());
    }

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> record, Collector<SpecificRecordBase> out) {
      if (events == null) {
        events = new AvroEvents(topics);
      }
      out.collect(events.decode(record.topic(), record.value()));
    }

    @Override
    public TypeInformation<SpecificRecordBase> getProducedType() {
      return InTask.type(SpecificRecordBase.class);
    }
  }

  private static final class CountAndDrop extends RichFilterFunction<SpecificRecordBase> {

    @Serial private static final long serialVersionUID = 1;

    private transient Counter decoded;

    @Override
    public void open(OpenContext context) {
      decoded = getRuntimeContext().getMetricGroup().addGroup(JobMetric.GROUP).counter(DECODED);
    }

    @Override
    public boolean filter(SpecificRecordBase event) {
      decoded.inc();
      return false;
    }
  }
}
