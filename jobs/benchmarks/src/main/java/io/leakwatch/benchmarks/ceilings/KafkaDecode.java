package io.leakwatch.benchmarks.ceilings;

import io.leakwatch.benchmarks.contest.Course;

/** Kafka's consumers and Avro's readers: what nobody who looks into events can be faster than. */
public final class KafkaDecode extends KafkaRead {

  @Override
  protected Taker taker(Course course) {
    AvroEvents events = new AvroEvents(course.topics());
    return record -> {
      if (events.decode(record.topic(), record.value()) == null) {
        throw new IllegalStateException("no event at offset " + record.offset());
      }
    };
  }
}
