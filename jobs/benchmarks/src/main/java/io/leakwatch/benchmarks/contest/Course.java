package io.leakwatch.benchmarks.contest;

import io.leakwatch.schemas.EventKind;
import java.util.Map;

/**
 * The events to get through: topics that hold them already, in Avro single-object encoding, keyed
 * as the contract says; a record's timestamp is its event's time.
 *
 * @param bootstrapServers host and port of the broker
 * @param name word of lower-case letters, digits and hyphens that no other run has: it names
 *     consumer groups and topics that a contestant makes
 * @param topics the topic of each kind of event, of {@link #PARTITIONS} partitions
 * @param events how many events the topics hold together; exactly so many
 */
public record Course(
    String bootstrapServers, String name, Map<EventKind, String> topics, long events) {

  /** Partitions of each topic. */
  public static final int PARTITIONS = 4;

  /** Threads that a contestant may keep busy: readers, and workers likewise. */
  public static final int THREADS = 2;

  /**
   * The same events for one run of many in this JVM, named as no other is: offsets and topics of an
   * earlier one are none of its business.
   */
  public Course ofRun(int number) {
    return named(name + "-" + ProcessHandle.current().pid() + "-" + number);
  }

  /** The same events under another name. */
  public Course named(String other) {
    return new Course(bootstrapServers, other, topics, events);
  }
}
