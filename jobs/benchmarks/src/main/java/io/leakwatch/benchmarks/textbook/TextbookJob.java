package io.leakwatch.benchmarks.textbook;

import io.leakwatch.benchmarks.Course;
import io.leakwatch.pipeline.codec.EventKind;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.LoginEvent;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Three topics, of which two go through patterns. */
final class TextbookJob {

  /** Of events in one partition; how far partitions run apart, the watermarks see to. */
  private static final Duration DISORDER = Duration.ofSeconds(5);

  /**
   * Patterns keep a list and a timer for each key and timestamp, so they are given coarse ones, and
   * a comparator for what happens within one: a sixth to a quarter less work.
   */
  private static final long MOMENT_MILLIS = 10_000;

  private TextbookJob() {}

  static void define(StreamExecutionEnvironment env, Course course, Sink<Suspicion> sink) {
    DataStream<LoginEvent> logins =
        source(env, course, EventKind.LOGIN, new AvroRecords<>(LoginEvent.class), inTime());
    DataStream<ApiEvent> calls =
        source(env, course, EventKind.API, new AvroRecords<>(ApiEvent.class), inTime());
    source(
            env,
            course,
            EventKind.DM_METADATA,
            new UnreadRecords(),
            WatermarkStrategy.<Boolean>noWatermarks())
        .sinkTo(new DiscardingSink<>());

    Stuffing.suspicions(logins.filter(Failure::isIn).map(Failure::of))
        .union(
            Travel.suspicions(logins.filter(Sighting::isIn).map(Sighting::of)),
            Scraping.suspicions(calls.filter(Read::isIn).map(Read::of)))
        .sinkTo(sink)
        .name("matches");
  }

  private static <E> DataStream<E> source(
      StreamExecutionEnvironment env,
      Course course,
      EventKind kind,
      KafkaRecordDeserializationSchema<E> records,
      WatermarkStrategy<E> time) {
    KafkaSource<E> source =
        KafkaSource.<E>builder()
            .setBootstrapServers(course.bootstrapServers())
            .setGroupId("textbook-cep-" + course.name())
            .setTopics(course.topics().get(kind))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setBounded(OffsetsInitializer.latest())
            .setDeserializer(records)
            .build();
    return env.fromSource(source, time, kind.topic());
  }

  /**
   * By the record's timestamp, for each partition. None is ever idle: the topics are read to their
   * end, and a partition that has come to its own holds nothing back.
   */
  private static <E> WatermarkStrategy<E> inTime() {
    return WatermarkStrategy.<E>forBoundedOutOfOrderness(DISORDER)
        .withTimestampAssigner((event, at) -> at - at % MOMENT_MILLIS);
  }
}
