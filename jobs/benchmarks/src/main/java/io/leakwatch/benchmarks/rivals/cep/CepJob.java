package io.leakwatch.benchmarks.rivals.cep;

import io.leakwatch.benchmarks.contest.Course;
import io.leakwatch.schemas.ApiEvent;
import io.leakwatch.schemas.EventKind;
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

/**
 * Three topics, of which two go through patterns.
 *
 * @param moment to what the patterns' time is rounded down; at least a millisecond
 */
record CepJob(Duration moment, Scraping scraping) {

  /** Of events in one partition; how far partitions run apart, the watermarks see to. */
  private static final Duration DISORDER = Duration.ofSeconds(5);

  /**
   * Adds the job to an environment.
   *
   * @param name the contestant's, for its consumer groups
   */
  void define(StreamExecutionEnvironment env, Course course, String name, Sink<Suspicion> sink) {
    DataStream<LoginEvent> logins =
        env.fromSource(
            source(course, name, EventKind.LOGIN, new AvroRecords<>(LoginEvent.class)),
            inTime(),
            EventKind.LOGIN.topic());
    DataStream<ApiEvent> calls =
        env.fromSource(
            source(course, name, EventKind.API, new AvroRecords<>(ApiEvent.class)),
            inTime(),
            EventKind.API.topic());
    env.fromSource(
            source(course, name, EventKind.DM_METADATA, new UnreadRecords()),
            WatermarkStrategy.<Boolean>noWatermarks(),
            EventKind.DM_METADATA.topic())
        .sinkTo(new DiscardingSink<>());

    Stuffing.suspicions(logins.filter(Failure::isIn).map(Failure::of))
        .union(
            Travel.suspicions(logins.filter(Sighting::isIn).map(Sighting::of)),
            scraping.suspicions(calls.filter(Read::isIn).map(Read::of)))
        .sinkTo(sink)
        .name("matches");
  }

  private static <E> KafkaSource<E> source(
      Course course, String name, EventKind kind, KafkaRecordDeserializationSchema<E> records) {
    return KafkaSource.<E>builder()
        .setBootstrapServers(course.bootstrapServers())
        .setGroupId(name + "-" + course.name())
        .setTopics(course.topics().get(kind))
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .setDeserializer(records)
        .build();
  }

  /**
   * By the record's timestamp, for each partition. None is ever idle: the topics are read to their
   * end, and a partition that has come to its own holds nothing back.
   */
  private <E> WatermarkStrategy<E> inTime() {
    long grain = moment.toMillis();
    return WatermarkStrategy.<E>forBoundedOutOfOrderness(DISORDER)
        .withTimestampAssigner((event, at) -> at - at % grain);
  }
}
